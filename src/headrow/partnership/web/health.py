"""How the site is: what a load balancer asks, and what an administrator looks at."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Literal

from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from headrow.partnership.jobs import anchoring, queue
from headrow.partnership.web.database import roles
from headrow.partnership.web.deployment import Deployment

State = Literal["well", "look", "bad", "unknown"]

# Longest ages before a person should look; a restore is tried once a week, the rest daily or hourly.
BACKUP_HOURS, RESTORE_DAYS, VERIFIED_HOURS, ANCHOR_HOURS = 26, 8, 26, 2
QUEUE_MINUTES, SCHEDULE_MINUTES = 10, 5
LEAST_FREE = 0.1


# Set once this process has seen every change of the database in place: they are not taken away again.
_complete = Event()


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the health page: what it is about, how it is, and words with figures."""

    about: str
    state: State
    words: str


def not_ready(deployment: Deployment) -> list[str]:
    """Why the site should get no requests now, as codes; an empty list when it should."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        if not _complete.is_set():
            if missing_migrations():
                return ["migrations"]
            _complete.set()
    except DatabaseError:
        return ["database"]
    return [] if os.access(_nearest(deployment.files), os.W_OK) else ["files"]


def missing_migrations() -> list[str]:
    """The changes of the database that this Headrow has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def readings(deployment: Deployment) -> list[Reading]:
    """Every line of the health page; one that cannot be read says so and hides no other."""
    parts: list[tuple[str, Callable[[Deployment], Reading]]] = [
        ("Database", _database),
        ("Waiting work", _queue),
        ("Work set aside", _set_aside),
        ("Schedule", _schedule),
        ("Backup", _backup),
        ("Restore test", _restore_test),
        ("Record of changes and views", _verified),
        ("Anchor of the record", _anchor),
        ("Space on the disk", _disk),
        ("Folder of files", _files),
    ]
    return [_read(about, part, deployment) for about, part in parts]


def _read(about: str, part: Callable[[Deployment], Reading], deployment: Deployment) -> Reading:
    try:
        return part(deployment)
    except (DatabaseError, OSError, ValueError) as wrong:
        return Reading(about, "bad", f"Cannot be read: {type(wrong).__name__}")


def _database(deployment: Deployment) -> Reading:
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        (version,) = cursor.fetchone()
    try:
        roles.refuse_unsafe_role(connection)
    except roles.UnsafeRole:
        return Reading(
            "Database", "bad", "The site signs in with a role that passes row level security"
        )
    missing = missing_migrations()
    if missing:
        return Reading("Database", "bad", f"{len(missing)} changes of the database are missing")
    return Reading("Database", "well", f"PostgreSQL {version}")


def _queue(deployment: Deployment) -> Reading:
    state = queue.state()
    late = state.oldest_waits is not None and state.oldest_waits > timedelta(minutes=QUEUE_MINUTES)
    waits = f", the oldest for {_age(state.oldest_waits)}" if state.oldest_waits else ""
    words = f"{state.waiting} waiting{waits}, {state.running} running"
    return Reading("Waiting work", "bad" if late else "well", words)


def _set_aside(deployment: Deployment) -> Reading:
    aside = queue.state().set_aside
    if not aside:
        return Reading("Work set aside", "well", "None")
    named = ", ".join(f"{name} ({count})" for name, count in aside)
    return Reading(
        "Work set aside", "bad", f"Failed {queue.ATTEMPTS} times and waits for a person: {named}"
    )


def _schedule(deployment: Deployment) -> Reading:
    last = queue.state().last_schedule
    if last is None:
        return Reading("Schedule", "bad", "Nothing has ever run. Is headrow worker running?")
    age = datetime.now(UTC) - last
    late = age > timedelta(minutes=SCHEDULE_MINUTES)
    return Reading("Schedule", "bad" if late else "well", f"Last work done {_age(age)} ago")


def _backup(deployment: Deployment) -> Reading:
    newest = max(deployment.backups.glob("headrow-*.age"), default=None)
    if newest is None:
        return Reading("Backup", "bad", "None has been made")
    age = _since(newest)
    late = age > timedelta(hours=BACKUP_HOURS)
    return Reading("Backup", "bad" if late else "well", f"{newest.name}, {_age(age)} old")


def _restore_test(deployment: Deployment) -> Reading:
    told = _told(deployment.backups / "last_restore_test.json")
    if told is None:
        return Reading("Restore test", "look", "None has been made. headrow restore --test BACKUP")
    age = datetime.now(UTC) - datetime.fromisoformat(str(told["at"]))
    words = f"{'Passed' if told['passed'] else 'Failed'} {_age(age)} ago, with {told['backup']}"
    late = age > timedelta(days=RESTORE_DAYS)
    return Reading(
        "Restore test", "bad" if not told["passed"] else "look" if late else "well", words
    )


def _verified(deployment: Deployment) -> Reading:
    about = "Record of changes and views"
    told = _told(deployment.anchors / "last_verified.json")
    if told is None:
        return Reading(about, "unknown", "Its chains have not been verified yet")
    age = datetime.now(UTC) - datetime.fromisoformat(str(told["at"]))
    if told["faults"]:
        return Reading(
            about, "bad", f"{told['faults']} faults found {_age(age)} ago. headrow audit verify"
        )
    late = age > timedelta(hours=VERIFIED_HOURS)
    return Reading(
        about, "look" if late else "well", f"Every chain holds, verified {_age(age)} ago"
    )


def _anchor(deployment: Deployment) -> Reading:
    newest = anchoring.newest_anchor(deployment.anchors)
    if newest is None:
        return Reading("Anchor of the record", "look", "None has been written")
    age = _since(newest)
    late = age > timedelta(hours=ANCHOR_HOURS)
    return Reading("Anchor of the record", "look" if late else "well", f"Written {_age(age)} ago")


def _disk(deployment: Deployment) -> Reading:
    usage = shutil.disk_usage(_nearest(deployment.var))
    share = usage.free / usage.total
    words = f"{share:.0%} free, {usage.free / 1e9:,.0f} GB"
    return Reading("Space on the disk", "well" if share >= LEAST_FREE else "bad", words)


def _files(deployment: Deployment) -> Reading:
    if os.access(_nearest(deployment.files), os.W_OK):
        return Reading("Folder of files", "well", "Can be written to")
    return Reading("Folder of files", "bad", "Cannot be written to: uploads are refused")


def _nearest(folder: Path) -> Path:
    """The folder, or what is there of the way to it."""
    while not folder.exists():
        folder = folder.parent
    return folder


def _since(file: Path) -> timedelta:
    return datetime.now(UTC) - datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _told(file: Path) -> dict[str, object] | None:
    return dict(json.loads(file.read_text())) if file.exists() else None


def _age(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = minutes // size
            return f"{count} {name}{'' if count == 1 else 's'}"
    return "less than a minute"
