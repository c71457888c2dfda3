"""From the opened bids to the announced winner, and the legal ways to fail."""

from pasok.kernel.machine import Act, hats
from pasok.tenders.rules import evaluation as rules
from pasok.tenders.rules import preparation

ACTS = (
    Act(
        name="choose_winner",
        source=("opened",),
        target="decided",
        by=hats("pokja", "pa"),
        label="Tetapkan pemenang",
        past="menetapkan pemenang",
        law="Perpres 16/2018 Ps 9(1)n, 13(1)c",
        needs=(
            rules.someone_passes,
            rules.lowest_bids_evaluated,
            rules.within_authority,
            rules.no_conflict_of_interest,
            rules.nobody_barred,
            preparation.everyone_agreed,
        ),
    ),
    Act(
        name="announce_winner",
        source=("decided",),
        target="standstill",
        by=hats("pokja"),
        label="Umumkan pemenang",
        past="mengumumkan pemenang",
        law="Perpres 16/2018 Ps 50(1)g",
        needs=(rules.everyone_advised,),
    ),
    Act(
        name="reconsider",
        source=("decided",),
        target="opened",
        by=hats("pokja"),
        label="Buka kembali evaluasi",
        past="membuka kembali evaluasi sebelum pengumuman",
    ),
    Act(
        name="fail",
        source=("closed", "opened", "decided", "standstill", "cleared"),
        target="failed",
        by=hats("pokja", "pa"),
        label="Nyatakan tender gagal",
        past="menyatakan tender gagal",
        law="Perpres 16/2018 Ps 51(2)-(4)",
    ),
    Act(
        name="retender",
        source=("failed",),
        target="repeated",
        by=hats("ppk"),
        label="Tender ulang",
        past="mengusulkan tender ulang",
        law="Perpres 16/2018 Ps 51(9)",
    ),
)
