"""The life of a business in the register."""

from pasok.kernel.machine import Act, Machine, State, hats
from pasok.suppliers import rules

BUSINESS = "Pelaku usaha"

supplier = Machine(
    name="supplier",
    initial="draft",
    birth="mendaftarkan usaha",
    states={
        "draft": State("Profil disusun", ocds="", tone="wait"),
        "ready": State("Siap menawar", ocds="", tone="good"),
        "unclaimed": State("Belum diklaim", ocds=""),
    },
    acts=(
        Act(
            name="declare",
            source=("draft",),
            target="ready",
            by=hats("owner"),
            label="Nyatakan lengkap dan benar",
            past="menyatakan profil lengkap dan benar",
            law="Perpres 16/2018 Ps 78(1)a",
            needs=tuple(guard for _, guard in rules.COMPLETE),
            anonymous=BUSINESS,
        ),
        Act(
            name="edit_identity",
            source=("draft",),
            by=hats("supplier"),
            label="Ubah identitas",
            past="mengubah identitas usaha",
            anonymous=BUSINESS,
        ),
        Act(
            name="set_permits",
            source=("draft",),
            by=hats("supplier"),
            label="Isi bidang usaha",
            past="memperbarui bidang usaha",
            anonymous=BUSINESS,
        ),
        Act(
            name="set_sizes",
            source=("draft",),
            by=hats("supplier"),
            label="Isi ukuran usaha",
            past="memperbarui ukuran usaha",
            anonymous=BUSINESS,
        ),
        Act(
            name="set_officers",
            source=("draft",),
            by=hats("supplier"),
            label="Isi pemilik dan pengurus",
            past="memperbarui pemilik dan pengurus",
            anonymous=BUSINESS,
            secret=True,
        ),
        Act(
            name="reopen",
            source=("ready",),
            target="draft",
            by=hats("supplier"),
            label="Ubah profil",
            past="membuka kembali profil untuk diubah",
            anonymous=BUSINESS,
        ),
        Act(
            name="hand_over",
            source=("unclaimed",),
            target="draft",
            by=hats("lpse"),
            label="Serahkan kepada pemiliknya",
            past="menyerahkan catatan usaha kepada pemiliknya",
            law="Perpres 16/2018 Ps 73(2)b",
            inner=True,
            secret=True,
        ),
        Act(
            name="adopt",
            source=("draft",),
            target="unclaimed",
            by=hats("importer"),
            label="Catat dari sistem lain",
            past="mencatat usaha dari sistem lain",
            inner=True,
        ),
    ),
)
