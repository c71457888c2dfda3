"""Jobs of the roof: no job is lost because the worker that did it was killed."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

HEARTBEATS = 30  # seconds without one: the worker is gone


@app.periodic(cron="* * * * *")
@app.task(name="site.give_back", queue="care", queueing_lock="site.give_back", pass_context=True)
async def give_back(context: JobContext, timestamp: int) -> None:
    """Every minute: jobs whose worker died go back into the queue. All jobs here may be done twice."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=HEARTBEATS):
        await manager.retry_job(job)
