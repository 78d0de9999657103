"""A local stand-in for data.police.uk: it speaks the documented shapes, and misbehaves when told to.

Shapes: data.police.uk/docs (forces, crimes-street-dates, crime-last-updated, crimes-street/all-crime) and
data/archive/YYYY-MM.zip with parts, entity tags and redirects as an object store gives them.
"""

import hashlib
import io
import json
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)


def street_csv(month: str, force: str, rows: int) -> str:
    """A street file of made-up incidents."""
    lines = [
        f"{hashlib.sha256(f'{month}{force}{at}'.encode()).hexdigest()},{month},{force},{force},-1.5,53.8,"
        f"On or near Imaginary Street {at},E01000001,Anyton 001A,Burglary,Under investigation,"
        for at in range(rows)
    ]
    return "\n".join([HEADER, *lines, ""])


def archive(
    months: list[str],
    forces: list[str],
    *,
    rows: int = 400,
    bulk: int = 0,
    packed: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """An archive as police.uk lays it out: a folder for each month, a file for each force and kind."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packed) as file:
        for month in months:
            for force in forces:
                file.writestr(f"{month}/{month}-{force}-street.csv", street_csv(month, force, rows))
                file.writestr(
                    f"{month}/{month}-{force}-outcomes.csv", f"Crime ID,Month\nx,{month}\n"
                )
        if bulk:  # what no compression makes small, so that connections can be cut in the middle
            file.writestr("bulk.bin", hashlib.shake_256(b"bulk").digest(bulk), zipfile.ZIP_STORED)
    return held.getvalue()


CRIME = {
    "category": "violent-crime",
    "location_type": "Force",
    "location": {
        "latitude": "53.8",
        "longitude": "-1.5",
        "street": {"id": 1, "name": "On or near Imaginary Street"},
    },
    "context": "",
    "outcome_status": {"category": "Under investigation", "date": "2024-02"},
    "persistent_id": "f" * 64,
    "id": 1,
    "location_subtype": "",
    "month": "2024-01",
}
INCIDENT = CRIME | {
    "category": "anti-social-behaviour",
    "outcome_status": None,
    "persistent_id": "",
    "id": 2,
}


class StandIn:
    """The server and what it holds; `misbehave` lists what the next requests meet, one after another.

    "429", "503" (with seconds to wait after a blank), "cut 5000" (bytes sent before the connection is cut),
    "ignore range", "wrong part", "too long", "too short", "slow 0.2", "html", "change" (new bytes, new tag),
    "spoil" (one byte in the middle is another).
    """

    def __init__(self) -> None:
        self.archives: dict[str, bytes] = {}
        self.latest = "2024-03"
        self.crimes = [CRIME, INCIDENT]
        self.misbehave: list[str] = []
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.moments: list[float] = []
        self.tags = True
        self.parts = True
        self.md5 = ""
        handler = type("Handler", (_Handler,), {"at": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "StandIn":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def ranges(self) -> list[str]:
        """The parts asked for, in the order of the requests; blank where all was asked for."""
        return [
            headers.get("range", "") for _, path, headers in self.asked if path.endswith(".zip")
        ]


class _Handler(BaseHTTPRequestHandler):
    at: StandIn
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._answer("")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

    def _answer(self, form: str) -> None:
        self.at.asked.append(
            (self.command, self.path, {k.lower(): v for k, v in self.headers.items()})
        )
        self.at.moments.append(time.monotonic())
        how = self.at.misbehave.pop(0) if self.at.misbehave else ""
        if how[:3] in ("429", "500", "503"):
            self._send(int(how[:3]), b"", {"Retry-After": how[4:]} if how[4:] else {})
        elif how == "html":
            self._send(200, b"<html>Down for maintenance</html>", {"Content-Type": "text/html"})
        elif self.path.startswith("/data/archive/"):
            self._archive(how)
        else:
            self._api(form)

    def _api(self, form: str) -> None:
        url = urlsplit(self.path)
        asked = parse_qs(form or url.query)
        if len(self.path) > 4094:
            self._send(400, b"")
        elif url.path == "/api/forces":
            self._json(
                [
                    {"id": "anyshire", "name": "Anyshire Police"},
                    {"id": "othershire", "name": "Othershire"},
                ]
            )
        elif url.path == "/api/crimes-street-dates":
            self._json(
                [{"date": self.at.latest, "stop-and-search": ["anyshire"]}, {"date": "2024-02"}]
            )
        elif url.path == "/api/crime-last-updated":
            self._json({"date": f"{self.at.latest}-01"})
        elif url.path == "/api/crimes-street/all-crime" and "poly" in asked:
            self._json([crime | {"month": asked["date"][0]} for crime in self.at.crimes])
        else:
            self._send(404, b"")

    def _json(self, answer: object) -> None:
        self._send(200, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _archive(self, how: str) -> None:
        name = self.path.rsplit("/", 1)[-1].removesuffix(".zip")
        if name not in self.at.archives:
            self._send(404, b"")
            return
        if how == "change":
            self.at.archives[name] = archive([name], ["anyshire"], rows=7, bulk=300_000)
        body = self.at.archives[name]
        tag = f'"{hashlib.md5(body).hexdigest()}"'
        headers = {"ETag": tag, "Accept-Ranges": "bytes"} if self.at.tags else {}
        if self.at.md5:
            headers["Content-MD5"] = self.at.md5
        part = self._wanted(body, tag) if self.at.parts and how != "ignore range" else None
        if part == (0, 0):
            self._send(416, b"", {"Content-Range": f"bytes */{len(body)}"})
        elif part:
            first, last = (part[0] + 10, part[1]) if how == "wrong part" else part
            headers["Content-Range"] = f"bytes {first}-{last - 1}/{len(body)}"
            self._send(206, body[first:last], headers, how)
        else:
            self._send(200, body, headers, how)

    def _wanted(self, body: bytes, tag: str) -> tuple[int, int] | None:
        """The part asked for; (0, 0) where there is none; nothing where the file is another than asked for."""
        asked = self.headers.get("Range", "").removeprefix("bytes=")
        if not asked or self.headers.get("If-Range", tag) != tag:
            return None
        first, _, last = asked.partition("-")
        if not first:
            return max(0, len(body) - int(last)), len(body)
        if int(first) >= len(body):
            return 0, 0
        return int(first), min(int(last) + 1 if last else len(body), len(body))

    def _send(
        self, status: int, body: bytes, headers: dict[str, str] | None = None, how: str = ""
    ) -> None:
        word, _, number = how.partition(" ")
        if word == "spoil":
            middle = len(body) // 2
            body = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
        length = len(body) + {"too long": -100, "too short": 100}.get(how, 0)
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        if (
            how == "too long"
        ):  # more bytes than the part should hold, without a length that would hide it
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        sent = (
            body[: int(number)]
            if word == "cut"
            else body + b"x" * 100
            if how == "too long"
            else body
        )
        try:
            for at in range(0, len(sent), 100_000):
                self.wfile.write(sent[at : at + 100_000])
                self.wfile.flush()
                time.sleep(float(number) if word == "slow" else 0)
        except ConnectionError:  # the client left
            pass
        if word == "cut" or how in ("too short", "too long"):
            self.close_connection = True
            self.connection.close()
