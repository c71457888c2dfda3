"""The life of one item of a profile: noted by its owner, checked by an official, lapsed by its date."""

from pasok.kernel.machine import Act, Machine, State, hats
from pasok.suppliers.rules import items as rules

BUSINESS = "Pelaku usaha"
HELD = ("noted", "checked", "lapsed")

item = Machine(
    name="item",
    initial="noted",
    birth="menambah data profil",
    states={
        "noted": State("Belum diperiksa", ocds="", tone="wait"),
        "checked": State("Sudah diperiksa", ocds="", tone="good"),
        "lapsed": State("Sudah berakhir", ocds="", tone="bad"),
        "removed": State("Dihapus", ocds="", final=True),
    },
    acts=(
        Act(
            name="correct",
            source=HELD,
            target="noted",
            by=hats("supplier"),
            label="Ubah",
            past="mengubah data profil",
            needs=(rules.told_by_a_person,),
            anonymous=BUSINESS,
            secret=True,
        ),
        Act(
            name="remove",
            source=HELD,
            target="removed",
            by=hats("supplier"),
            label="Hapus",
            past="menghapus data profil",
            law="UU 27/2022 Ps 43",
            needs=(rules.told_by_a_person,),
            anonymous=BUSINESS,
            secret=True,
        ),
        Act(
            name="check",
            source=("noted",),
            target="checked",
            by=hats("lpse"),
            label="Cocok dengan bukti",
            past="memeriksa data profil dengan buktinya",
            needs=(rules.has_proof, rules.still_stands),
            secret=True,
        ),
        Act(
            name="send_back",
            source=("noted", "checked"),
            target="noted",
            by=hats("lpse"),
            label="Minta diperbaiki",
            past="meminta perbaikan data profil",
            needs=(rules.told_by_a_person,),
            secret=True,
        ),
        Act(
            name="vouch",
            source=("noted",),
            target="checked",
            by=hats("clock"),
            label="Catat dari kontrak",
            past="mencatat pengalaman dari kontrak yang selesai",
            needs=(rules.from_a_contract,),
            secret=True,
            inner=True,
        ),
        Act(
            name="remind",
            source=("noted", "checked"),
            by=hats("clock"),
            label="Ingatkan masa berlaku",
            past="mengingatkan masa berlaku",
            due=rules.reminder_time,
            secret=True,
        ),
        Act(
            name="lapse",
            source=("noted", "checked"),
            target="lapsed",
            by=hats("clock"),
            label="Nyatakan berakhir",
            past="mencatat berakhirnya masa berlaku",
            due=rules.lapse_time,
            secret=True,
        ),
    ),
)
