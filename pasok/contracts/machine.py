"""The life of a contract: drafted, signed by both, handed over, rated. Payment is not told here."""

from pasok.contracts import rules
from pasok.kernel.machine import Act, Machine, State, hats

# Birth is not an act of the table; this row says in which words it is refused.
CREATE = Act(
    name="create",
    source=("draft",),
    by=hats("ppk", "importer"),
    label="Susun rancangan kontrak",
    past="menyusun rancangan kontrak",
    law="Perpres 16/2018 Ps 11(1), 52",
)

contract = Machine(
    name="contract",
    initial="draft",
    birth="menyusun rancangan kontrak",
    states={
        "draft": State("Rancangan kontrak", ocds="pending", tone="wait"),
        "accepted": State("Ditandatangani penyedia", ocds="pending", tone="wait"),
        "signed": State("Sedang dikerjakan", ocds="active", tone="brand"),
        "handed_over": State("Sudah diserahterimakan", ocds="active", tone="wait"),
        "rated": State("Selesai dan dinilai", ocds="terminated", tone="good"),
        "terminated": State("Diputus", ocds="terminated", tone="bad"),
        "cancelled": State("Rancangan dibatalkan", ocds="cancelled", final=True, tone="bad"),
    },
    acts=(
        Act(
            name="revise_draft",
            source=("draft", "accepted"),
            target="draft",
            by=hats("ppk"),
            label="Lengkapi rancangan",
            past="melengkapi rancangan kontrak",
            law="Perpres 16/2018 Ps 11(1)",
        ),
        Act(
            name="accept_draft",
            source=("draft",),
            target="accepted",
            by=hats("supplier"),
            label="Tanda tangani sebagai penyedia",
            past="menandatangani kontrak",
            law="Perpres 16/2018 Ps 52",
            needs=(rules.is_numbered, rules.says_how_long, rules.not_barred),
        ),
        Act(
            name="sign",
            source=("accepted",),
            target="signed",
            by=hats("ppk"),
            label="Tanda tangani sebagai PPK",
            past="menandatangani kontrak",
            law="Perpres 16/2018 Ps 11(1), 52",
            needs=(rules.not_barred,),
        ),
        Act(
            name="hand_over",
            source=("signed",),
            target="handed_over",
            by=hats("ppk"),
            label="Catat serah terima",
            past="menerima hasil pekerjaan",
            law="Perpres 16/2018 Ps 57",
        ),
        Act(
            name="terminate",
            source=("signed", "handed_over"),
            target="terminated",
            by=hats("ppk"),
            label="Putuskan kontrak",
            past="memutuskan kontrak",
            law="Perpres 16/2018 Ps 11(1), 55, 78",
            needs=(rules.not_received,),
        ),
        Act(
            name="rate",
            source=("handed_over",),
            target="rated",
            by=hats("ppk"),
            label="Nilai kinerja penyedia",
            past="menilai kinerja penyedia",
            law="Perpres 16/2018 Ps 11(1)o; Perlem LKPP 4/2021",
        ),
        Act(
            name="reply_rating",
            source=("rated", "terminated"),
            by=hats("supplier"),
            label="Tanggapi penilaian",
            past="menanggapi penilaian kinerja",
            law="Perlem LKPP 4/2021",
            needs=(rules.was_rated, rules.not_yet_replied),
        ),
        Act(
            name="cancel_draft",
            source=("draft", "accepted"),
            target="cancelled",
            by=hats("ppk"),
            label="Batalkan rancangan",
            past="membatalkan rancangan kontrak",
            law="Perpres 16/2018 Ps 11(1)",
        ),
    ),
)
