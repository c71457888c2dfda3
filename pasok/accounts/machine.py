"""The lives of a consent to be helped, of a delegation to staff, and of a recovery. Pure."""

from pasok.accounts.rules import helping, staff
from pasok.accounts.rules import recovery as recovering
from pasok.kernel.machine import Act, Machine, State, hats

consent = Machine(
    name="consent",
    initial="asked",
    birth="meminta izin mendampingi",
    states={
        "asked": State("Menunggu pemilik", ocds="", tone="wait"),
        "given": State("Berlaku", ocds="", tone="good"),
        "ended": State("Diakhiri", ocds="", final=True),
        "lapsed": State("Habis waktunya", ocds="", final=True),
    },
    acts=(
        Act(
            name="give_consent",
            source=("asked",),
            target="given",
            by=hats("owner"),
            label="Setuju",
            past="menyetujui pendampingan",
            needs=(helping.still_time, helping.not_oneself, helping.owner_has_no_office),
            inner=True,
        ),
        Act(
            name="end_consent",
            source=("asked", "given"),
            target="ended",
            by=hats("owner", "facilitator"),
            label="Akhiri izin",
            past="mengakhiri izin pendampingan",
        ),
        Act(
            name="bind_business",
            source=("given",),
            by=hats("facilitator"),
            label="Catat usahanya",
            past="mendaftarkan usaha yang didampingi",
            needs=(helping.may_register, helping.one_business),
            inner=True,
        ),
        Act(
            name="lapse_consent",
            source=("asked", "given"),
            target="lapsed",
            by=hats("clock"),
            label="Habiskan izin",
            past="menutup izin yang habis waktunya",
            due=helping.until,
            needs=(helping.time_is_over,),
        ),
    ),
)

delegation = Machine(
    name="delegation",
    initial="invited",
    birth="mengundang staf",
    states={
        "invited": State("Diundang", ocds="", tone="wait"),
        "active": State("Berlaku", ocds="", tone="good"),
        "ended": State("Diakhiri", ocds="", final=True),
        "lapsed": State("Habis waktunya", ocds="", final=True),
    },
    acts=(
        Act(
            name="accept_invitation",
            source=("invited",),
            target="active",
            by=hats("person"),
            label="Terima undangan",
            past="menerima undangan sebagai staf",
            needs=(staff.still_open,),
            inner=True,
        ),
        Act(
            name="end_delegation",
            source=("invited", "active"),
            target="ended",
            by=hats("owner", "staff"),
            label="Akhiri",
            past="mengakhiri hak staf",
        ),
        Act(
            name="lapse_invitation",
            source=("invited",),
            target="lapsed",
            by=hats("clock"),
            label="Habiskan undangan",
            past="menutup undangan yang habis waktunya",
            due=staff.until,
            needs=(staff.time_is_over,),
        ),
    ),
)

recovery = Machine(
    name="recovery",
    initial="opened",
    birth="membuka pemulihan akun",
    states={
        "opened": State("Menunggu petugas kedua", ocds="", tone="wait"),
        "confirmed": State("Masa tunggu pemilik", ocds="", tone="wait"),
        "done": State("Selesai", ocds="", tone="good", final=True),
        "stopped": State("Dihentikan", ocds="", tone="bad", final=True),
        "lapsed": State("Habis waktunya", ocds="", final=True),
    },
    acts=(
        Act(
            name="prove_number",
            source=("opened",),
            by=hats("lpse"),
            label="Isi kode",
            past="membuktikan ponsel baru",
            inner=True,
        ),
        Act(
            name="confirm_recovery",
            source=("opened",),
            target="confirmed",
            by=hats("lpse"),
            label="Setujui pemulihan",
            past="menyetujui pemulihan akun",
            needs=(recovering.another_officer, recovering.number_answers),
        ),
        Act(
            name="stop_recovery",
            source=("opened", "confirmed"),
            target="stopped",
            by=hats("person", "lpse"),
            label="Hentikan pemulihan",
            past="menghentikan pemulihan akun",
        ),
        Act(
            name="finish_recovery",
            source=("confirmed",),
            target="done",
            by=hats("clock"),
            label="Pindahkan akun",
            past="memindahkan akun ke ponsel baru",
            due=recovering.wait_over,
            needs=(recovering.waited,),
        ),
        Act(
            name="lapse_recovery",
            source=("opened",),
            target="lapsed",
            by=hats("clock"),
            label="Habiskan pemulihan",
            past="menutup pemulihan yang tidak disetujui",
            due=recovering.lapse_time,
            needs=(recovering.has_lapsed,),
        ),
    ),
)
