"""Jobs of the readers who count."""

from procrastinate.contrib.django import app

from pasok.people.models import today
from pasok.watch import looking


@app.periodic(cron="20 2 * * *")
@app.task(name="watch.forget", queue="care", queueing_lock="watch.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Each night: what was looked at too long ago is forgotten."""
    looking.forget(today())
