"""Once a night: ciphertexts that were begun and never finished are thrown away."""

from django.utils import timezone
from procrastinate.contrib.django import app

from pasok.sampul import arriving


@app.periodic(cron="40 19 * * *")  # 02.40 WIB
@app.task(name="sampul.sweep", queue="care", queueing_lock="sampul.sweep", pass_context=False)
def sweep(timestamp: int = 0) -> None:
    arriving.sweep(timezone.now())
