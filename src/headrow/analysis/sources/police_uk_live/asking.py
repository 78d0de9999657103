"""Asking again: what may pass (cut connections, 429, 5xx) is tried anew, what will not is said at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar

from headrow.analysis.sources.police_uk_live.door import Door
from headrow.analysis.tables.plug_ins import SourceError

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
PASSING = (408, 425, 429, 500, 502, 503, 504)
NEAR = 3  # attempts where nobody is reached: without a network more of them only keep the reader waiting
OFFLINE = "Check the network, or put the files in a folder and name it with --from."


class MayPass(Exception):
    """An attempt that failed for now.

    asked: the seconds that the publisher asks to wait. further: whether it got further than any attempt before, so
    that the count of attempts begins anew. near: whether nobody was reached at all, which passes seldom.
    """

    def __init__(
        self, words: str, *, asked: float | None = None, further: bool = False, near: bool = False
    ) -> None:
        super().__init__(words)
        self.asked, self.further, self.near = asked, further, near


def client(door: Door) -> httpx.Client:
    """A client that follows the publisher's redirects, never from https to http."""
    import httpx

    def refuse_http(response: httpx.Response) -> None:
        to = response.headers.get("location", "")
        if response.is_redirect and response.url.scheme == "https" and to.startswith("http:"):
            raise SourceError(
                f"{door.host} sends on to an address without encryption. Not followed; try again later."
            )

    return httpx.Client(
        timeout=httpx.Timeout(door.silence, connect=door.connecting),
        follow_redirects=True,
        headers={"User-Agent": "headrow", "Accept-Encoding": "identity"},
        event_hooks={"response": [refuse_http]},
    )


def patiently(door: Door, what: str, attempt: Callable[[], T]) -> T:
    """What an attempt gives, tried again while it may pass.

    what: what is fetched, for the message. Raises SourceError after so many attempts that got no further.
    """
    import httpx

    tried = 0
    while True:
        door.bucket.take()
        try:
            return attempt()
        except httpx.TransportError as wrong:
            near = isinstance(wrong, httpx.ConnectError | httpx.ConnectTimeout)
            failed = MayPass(in_words(wrong, door), near=near)
        except MayPass as wrong:
            failed = wrong
        except (httpx.HTTPError, httpx.InvalidURL):
            raise SourceError(
                f"{what} could not be fetched: {door.host} is no address that can be asked."
            ) from None
        tried = 1 if failed.further else tried + 1
        if tried >= (min(door.attempts, NEAR) if failed.near else door.attempts):
            raise SourceError(
                f"{what} could not be fetched after {tried} attempts: {failed}. {OFFLINE}"
            ) from None
        if failed.asked is not None and failed.asked > door.longest_asked:
            raise SourceError(
                f"{what} could not be fetched: {door.host} asks to wait {failed.asked:.0f} seconds. Try again then."
            ) from None
        door.sleep(failed.asked if failed.asked is not None else door.wait_before(tried))


def refuse_failures(response: httpx.Response, door: Door, what: str, *, missing: str) -> None:
    """Raise MayPass or SourceError for an answer that is no success. missing: what a 404 means, and what to do."""
    if response.status_code in PASSING:
        asked = seconds_asked(response.headers.get("retry-after"))
        raise MayPass(f"{door.host} answered {response.status_code}", asked=asked)
    if response.status_code == 404:
        raise SourceError(missing)
    if response.status_code >= 400:
        raise SourceError(
            f"{what} could not be fetched: {door.host} answered {response.status_code}. {OFFLINE}"
        )


def seconds_asked(text: str | None, now: datetime | None = None) -> float | None:
    """The seconds of a Retry-After header, given as a number or as a date; nothing when it says neither."""
    if not text:
        return None
    if text.strip().isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def in_words(wrong: httpx.TransportError, door: Door) -> str:
    """What went wrong on the way, without the library's words."""
    import httpx

    if isinstance(wrong, httpx.ConnectError | httpx.ConnectTimeout):
        return f"{door.host} cannot be reached"
    if isinstance(wrong, httpx.TimeoutException):
        return f"{door.host} fell silent for {door.silence:.0f} seconds"
    return f"the connection to {door.host} was cut"


def json_of(door: Door, path: str, *, what: str, form: dict[str, str] | None = None) -> Any:
    """What the API answers: by GET, or by POST where a form is given. Raises SourceError."""
    url = f"{door.address}/api/{path}"

    def attempt() -> Any:
        with client(door) as asked:
            response = asked.post(url, data=form) if form is not None else asked.get(url)
        refuse_failures(
            response,
            door,
            what,
            missing=f"{door.host} knows no {path.split('?')[0]}. Check the address.",
        )
        try:
            return response.json()
        except ValueError:
            raise MayPass(f"{door.host} answered with something other than JSON") from None

    return patiently(door, what, attempt)
