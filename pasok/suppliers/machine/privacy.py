"""The life of a request about one's own data: asked, then answered within the time of the law."""

from pasok.kernel.machine import Act, Machine, State, hats
from pasok.suppliers.rules import privacy as rules

data_request = Machine(
    name="data_request",
    initial="asked",
    birth="mengajukan permintaan atas datanya",
    states={
        "asked": State("Menunggu jawaban", ocds="", tone="wait"),
        "answered": State("Dijawab", ocds="", final=True, tone="good"),
        "declined": State("Tidak dapat dipenuhi", ocds="", final=True, tone="bad"),
    },
    acts=(
        Act(
            name="answer",
            source=("asked",),
            target="answered",
            by=hats("lpse"),
            label="Jawab",
            past="menjawab permintaan data",
            law="UU 27/2022 Ps 30, 32, 41",
            secret=True,
        ),
        Act(
            name="decline",
            source=("asked",),
            target="declined",
            by=hats("lpse"),
            label="Tidak dapat dipenuhi",
            past="menyatakan permintaan data tidak dapat dipenuhi",
            law="UU 27/2022 Ps 33",
            secret=True,
        ),
        Act(
            name="warn",
            source=("asked",),
            by=hats("clock"),
            label="Ingatkan petugas",
            past="mengingatkan petugas akan batas waktu",
            due=rules.warning_time,
            secret=True,
        ),
        Act(
            name="run_late",
            source=("asked",),
            by=hats("clock"),
            label="Catat keterlambatan",
            past="mencatat bahwa batas waktu lewat",
            law="UU 27/2022 Ps 30, 32, 41",
            due=rules.late_time,
            secret=True,
        ),
    ),
)
