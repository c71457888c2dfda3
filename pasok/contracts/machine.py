"""The life of a contract, as far as it is drafted."""

from pasok.kernel.machine import Act, Machine, State, hats

contract = Machine(
    name="contract",
    initial="draft",
    birth="menyusun rancangan kontrak",
    states={
        "draft": State("Rancangan kontrak", ocds="pending", tone="wait"),
        "cancelled": State("Rancangan dibatalkan", ocds="cancelled", final=True, tone="bad"),
    },
    acts=(
        Act(
            name="revise_draft",
            source=("draft",),
            by=hats("ppk"),
            label="Lengkapi rancangan",
            past="melengkapi rancangan kontrak",
            law="Perpres 16/2018 Ps 11(1)",
        ),
        Act(
            name="cancel_draft",
            source=("draft",),
            target="cancelled",
            by=hats("ppk"),
            label="Batalkan rancangan",
            past="membatalkan rancangan kontrak",
            law="Perpres 16/2018 Ps 11(1)",
        ),
    ),
)
