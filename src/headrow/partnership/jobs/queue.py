"""The one module that knows which queue we use: how work is named, tried again, set aside and counted."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import close_old_connections, connection
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

journal = logging.getLogger(__name__)

# A job that fails is tried again after 4, 16, 64 and 256 seconds, and then set aside for a person.
ATTEMPTS = 5
AGAIN = RetryStrategy(max_attempts=ATTEMPTS - 1, exponential_wait=4)
# A worker tells every 10 seconds that it lives; after three missed times its jobs go to others.
SILENT_SECONDS = 30


def scheduled(cron: str, name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Have a function run at set times (cron, in UTC), once however many workers there are.

    The queue takes one job for each moment, and a lock in the database lets one run at a time. Tried
    again when it fails, then set aside.
    """

    def register(work: Callable[[], None]) -> Callable[[], None]:
        @app.periodic(cron=cron, periodic_id=name)
        @app.task(name=name, queueing_lock=name, retry=AGAIN)
        @functools.wraps(work)
        def run(timestamp: int) -> None:
            with _fresh_connection(), one_at_a_time(name) as ours:
                if ours:
                    work()
                else:
                    journal.info("job.already_running", extra={"job": name})

        return work

    return register


def task(name: str) -> Callable[[Callable[..., None]], Callable[..., int]]:
    """Make a function one that waits its turn: calling it enqueues it, in the caller's transaction.

    Its arguments are keys of records, never what is in them: they lie in the queue's table, and in logs.
    """

    def register(work: Callable[..., None]) -> Callable[..., int]:
        @app.task(name=name, retry=AGAIN)
        @functools.wraps(work)
        def run(**keys: Any) -> None:
            with _fresh_connection():
                work(**keys)

        def later(**keys: Any) -> int:
            return run.defer(**keys)

        return functools.update_wrapper(later, work)

    return register


@app.periodic(cron="* * * * *", periodic_id="retry-silent-workers")
@app.task(name="retry-silent-workers", queueing_lock="retry-silent-workers", pass_context=True)
async def retry_silent_workers(context: JobContext, timestamp: int) -> None:
    """Give the jobs of workers that were killed to others; set aside those that kill every worker."""
    manager = context.app.job_manager
    lost = await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS)
    for place, job in enumerate(sorted(lost, key=lambda job: (job.attempts, job.id or 0))):
        again = job.attempts + 1 < ATTEMPTS
        journal.warning("job.worker_lost", extra={"job": job.task_name, "again": again})
        if again:
            # One after another, so that a job which kills its worker does not take the others with it
            # until they too have been tried too often.
            await manager.retry_job(job, retry_at=datetime.now(UTC) + timedelta(minutes=place))
        else:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)


@app.periodic(cron="17 3 * * *", periodic_id="forget-old-jobs")
@app.task(name="forget-old-jobs", queueing_lock="forget-old-jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Delete what was done more than a week ago; what was set aside stays until a person looks."""
    await context.app.job_manager.delete_old_jobs(nb_hours=7 * 24, include_failed=False)


@contextmanager
def one_at_a_time(name: str) -> Iterator[bool]:
    """Hold a lock of the database by name; yields whether it is ours. It ends with the connection."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtext(%s))", [f"headrow.{name}"])
        ours = bool(cursor.fetchone()[0])
    try:
        yield ours
    finally:
        if ours:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtext(%s))", [f"headrow.{name}"])


@dataclass(frozen=True, slots=True)
class QueueState:
    """The queue for the health page: counts, how long the oldest due job has waited, what was set aside."""

    waiting: int
    running: int
    set_aside: tuple[tuple[str, int], ...]
    oldest_waits: timedelta | None
    last_schedule: datetime | None


def state(now: datetime | None = None) -> QueueState:
    """What is in the queue now."""
    now = now or datetime.now(UTC)
    jobs = ProcrastinateJob.objects
    aside: dict[str, int] = {}
    for name in jobs.filter(status="failed").values_list("task_name", flat=True):
        aside[name] = aside.get(name, 0) + 1
    with connection.cursor() as cursor:
        cursor.execute(
            "select min(greatest(j.scheduled_at, e.at)) from procrastinate_jobs j"
            " join procrastinate_events e on e.job_id = j.id and e.type = 'deferred'"
            " where j.status = 'todo' and coalesce(j.scheduled_at, now()) <= now()"
        )
        (oldest,) = cursor.fetchone()
        cursor.execute("select max(at) from procrastinate_events where type = 'succeeded'")
        (last,) = cursor.fetchone()
    return QueueState(
        waiting=jobs.filter(status="todo").count(),
        running=jobs.filter(status="doing").count(),
        set_aside=tuple(sorted(aside.items())),
        oldest_waits=now - oldest if oldest else None,
        last_schedule=last,
    )


@contextmanager
def _fresh_connection() -> Iterator[None]:
    """Connections that died while nothing ran are dropped before and after, as Django does for requests."""
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()
