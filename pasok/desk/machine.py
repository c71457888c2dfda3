"""The life of a verification at the LPSE desk. Pure."""

from pasok.desk.rules import registration as rules
from pasok.kernel.machine import Act, Machine, State, hats

registration = Machine(
    name="registration",
    initial="waiting",
    birth="meminta verifikasi",
    states={
        "waiting": State("Menunggu verifikasi", ocds="", tone="wait"),
        "returned": State("Dikembalikan", ocds="", tone="bad"),
        "doubted": State("Penolakan diusulkan", ocds="", tone="wait"),
        "rejected": State("Ditolak", ocds="", tone="bad"),
        "verified": State("Terverifikasi", ocds="", tone="good"),
    },
    acts=(
        Act(
            name="verify",
            source=("waiting",),
            target="verified",
            by=hats("lpse"),
            label="Nyatakan terverifikasi",
            past="memverifikasi usaha",
            law="Perpres 16/2018 Ps 73(2)b",
            needs=(rules.still_ready,),
        ),
        Act(
            name="send_back",
            source=("waiting",),
            target="returned",
            by=hats("lpse"),
            label="Kembalikan untuk diperbaiki",
            past="mengembalikan data usaha untuk diperbaiki",
            secret=True,
        ),
        Act(
            name="propose_rejection",
            source=("waiting",),
            target="doubted",
            by=hats("lpse"),
            label="Usulkan penolakan",
            past="mengusulkan penolakan",
            secret=True,
        ),
        Act(
            name="confirm_rejection",
            source=("doubted",),
            target="rejected",
            by=hats("lpse"),
            label="Tolak",
            past="menolak verifikasi setelah pemeriksaan kedua",
            needs=(rules.another_person,),
            secret=True,
        ),
        Act(
            name="decline_rejection",
            source=("doubted",),
            target="waiting",
            by=hats("lpse"),
            label="Jangan ditolak",
            past="tidak menyetujui usulan penolakan",
            needs=(rules.another_person,),
            secret=True,
        ),
        Act(
            name="ask_again",
            source=("returned", "rejected", "verified"),
            target="waiting",
            by=hats("owner"),
            label="Minta diperiksa lagi",
            past="meminta verifikasi lagi",
            needs=(rules.still_ready, rules.something_changed),
            anonymous="Pelaku usaha",
        ),
    ),
)
