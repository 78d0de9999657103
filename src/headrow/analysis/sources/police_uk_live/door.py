"""How police.uk is asked: where it is, how often, how patiently; one place for every setting of the network."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

ADDRESS = "https://data.police.uk"
SETTING = "HEADROW_POLICE_UK"


class Bucket:
    """A token bucket: so many requests a second on average, and so many at once.

    police.uk allows fewer than 15 a second, with a burst of 30 (data.police.uk/docs/api-call-limits).
    """

    def __init__(
        self,
        per_second: float,
        burst: int,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.per_second, self.burst, self.clock, self.sleep = per_second, burst, clock, sleep
        self.tokens, self.since, self.lock = float(burst), clock(), Lock()

    def take(self) -> None:
        """Wait until a request may be made."""
        with self.lock:
            now = self.clock()
            self.tokens = min(self.burst, self.tokens + (now - self.since) * self.per_second)
            self.since = now
            self.tokens -= 1
            wait = -self.tokens / self.per_second
        if wait > 0:
            self.sleep(wait)


@dataclass(frozen=True, slots=True)
class Door:
    """The settings of one run.

    address: without a slash at its end. attempts: how often in a row one thing is tried without getting further.
    first_wait, longest_wait, longest_asked: seconds; the first doubles with each attempt up to the longest, and a
    Retry-After beyond the longest asked ends the run instead. silence: seconds without a byte that end an attempt.
    """

    address: str = field(default_factory=lambda: os.environ.get(SETTING, ADDRESS).rstrip("/"))
    attempts: int = 6
    first_wait: float = 0.5
    longest_wait: float = 60.0
    longest_asked: float = 300.0
    connecting: float = 10.0
    silence: float = 30.0
    bucket: Bucket = field(default_factory=lambda: Bucket(14, 28))
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    @property
    def host(self) -> str:
        """The address as it is said in a message."""
        return self.address.split("://", 1)[-1]

    def wait_before(self, attempt: int) -> float:
        """Seconds before another attempt: exponential back-off, with full jitter so that many do not come at once."""
        return min(self.longest_wait, self.first_wait * 2 ** (attempt - 1)) * self.chance()
