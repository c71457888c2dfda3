"""The life of a practice: like a bid's, but nobody buys."""

from pasok.kernel.machine import Act, Machine, State, hats
from pasok.tenders.rules import practice as rules

practice = Machine(
    name="practice",
    initial="open",
    birth="memulai latihan menawar",
    states={
        "open": State("Menunggu penawaran Anda", ocds="active", tone="wait"),
        "sealed": State("Penawaran latihan tersegel", ocds="pending", tone="good"),
        "opened": State("Latihan selesai", ocds="complete", tone="good", final=True),
        "missed": State("Waktu latihan habis", ocds="unsuccessful", tone="bad", final=True),
    },
    acts=(
        Act(
            name="submit",
            source=("open",),
            target="sealed",
            by=hats("owner"),
            label="Segel dan kirim penawaran latihan",
            past="mengirim penawaran latihan",
            needs=(rules.before_deadline,),
            secret=True,
        ),
        Act(
            name="replace",
            source=("sealed",),
            by=hats("owner"),
            label="Ganti penawaran latihan",
            past="mengganti penawaran latihan",
            needs=(rules.before_deadline,),
            secret=True,
        ),
        Act(
            name="open_bid",
            source=("sealed",),
            target="opened",
            by=hats("clock"),
            label="Buka penawaran latihan",
            past="membuka penawaran latihan",
            due=rules.closing_time,
            needs=(rules.after_deadline,),
        ),
        Act(
            name="lapse",
            source=("open",),
            target="missed",
            by=hats("clock"),
            label="Tutup latihan tanpa penawaran",
            past="menutup latihan tanpa penawaran",
            due=rules.closing_time,
            needs=(rules.after_deadline,),
        ),
    ),
)
