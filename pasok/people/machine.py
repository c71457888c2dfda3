"""The lives of an assignment and of a Pokja. Pure.

Birth has no guard in a machine, so `appointing`, `forming` and `joining` stand beside the tables: the acts
ask them before a subject is born.
"""

from pasok.kernel.machine import Act, Machine, State, hats
from pasok.people.rules import appointing as fit
from pasok.people.rules import lives

assignment = Machine(
    name="assignment",
    initial="active",
    birth="mengangkat pejabat",
    states={
        "active": State("Bertugas", ocds="active", tone="good"),
        "ended": State("Berakhir", ocds="complete", final=True),
    },
    acts=(
        Act(
            name="end",
            source=("active",),
            target="ended",
            by=hats("pa", "lpse"),
            label="Akhiri penugasan",
            past="mengakhiri penugasan",
            law="Perpres 16/2018 Ps 9",
            needs=(lives.ended_by_appointer,),
        ),
    ),
)

pokja = Machine(
    name="pokja",
    initial="formed",
    birth="membentuk Pokja Pemilihan",
    states={
        "formed": State("Dibentuk", ocds="active", tone="good"),
        "changed": State("Diubah", ocds="active", tone="good"),
        "dissolved": State("Dibubarkan", ocds="complete", final=True),
    },
    acts=(
        Act(
            name="change_members",
            source=("formed", "changed"),
            target="changed",
            by=hats("ukpbj"),
            label="Ubah anggota",
            past="mengubah susunan Pokja",
            law="Perpres 16/2018 Ps 1(12), 13",
        ),
        Act(
            name="dissolve",
            source=("formed", "changed"),
            target="dissolved",
            by=hats("ukpbj"),
            label="Bubarkan",
            past="membubarkan Pokja",
            law="Perpres 16/2018 Ps 1(12)",
        ),
    ),
)

appointing = Act(
    name="appoint",
    source=("active",),
    by=hats("pa", "lpse"),
    label="Angkat",
    past="mengangkat pejabat",
    law="Perpres 16/2018 Ps 9(1)",
    needs=fit.APPOINTING,
)
forming = Act(
    name="form_pokja",
    source=("formed",),
    by=hats("ukpbj"),
    label="Bentuk Pokja",
    past="membentuk Pokja Pemilihan",
    law="Perpres 16/2018 Ps 1(12), 13",
    needs=(lives.complete_decree,),
)
joining = Act(
    name="join_pokja",
    source=("formed", "changed"),
    by=hats("ukpbj"),
    label="Jadikan anggota",
    past="menjadi anggota Pokja",
    law="Perpres 16/2018 Ps 7(2), 74",
    needs=fit.JOINING,
)
