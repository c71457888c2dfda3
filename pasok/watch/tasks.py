"""Jobs of the readers who count."""

from django.utils import timezone
from procrastinate.contrib.django import app

from pasok.people.models import today
from pasok.watch import looking, reminding


@app.periodic(cron="20 2 * * *")
@app.task(name="watch.forget", queue="care", queueing_lock="watch.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Each night: what was looked at too long ago is forgotten."""
    looking.forget(today())


@app.periodic(cron="0 2 * * *")
@app.task(name="watch.remind", queue="care", queueing_lock="watch.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Each morning: who stopped on the way after a bimtek is offered the next step, once."""
    reminding.remind(timezone.now())
