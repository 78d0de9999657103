"""Every address by every post and by nobody: a table that a crawler makes, held in table.csv.

To accept a change: HEADROW_WRITE_TABLES=1 pytest tests/promises/access, then read the difference.
"""

import csv
import os
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from promises.access.crawling import route_of, walked

TABLE = Path(__file__).with_name("table.csv")
# One person for each of the seventeen posts, and a second agency's where the agency matters.
PEOPLE = {
    "TO": "triage",
    "CW": "asb",
    "PC": "marac",
    "PM": "housing",
    "IA": "idva",
    "RC": "library",
    "PW": "partner",
    "AN": "analyst",
    "DL": "lead",
    "BM": "probation-member",
    "BM other": "childrens-member",
    "BC": "silver-chair",
    "BC other": "hate-chair",
    "BC gold": "gold-chair",
    "PO": "partnership",
    "EM": "councillor",
    "SC": "scrutiny",
    "IG": "governance",
    "AM": "manager",
    "AM other": "police-manager",
    "AD": "administrator",
}

# Between them they reach every page; the others then ask for what these have found.
WALKERS = (
    "partnership", "gold-chair", "analyst", "manager", "governance", "administrator", "scrutiny", "lead",
)  # fmt: skip
# Printing takes a second: one such address is asked, not two.
PRINTED = (".pdf", ".docx")
MADE: dict[str, dict[str, str]] = {}


@pytest.fixture
def table(client, signed_in, person):
    """Route -> who -> the statuses met, over the addresses that anybody can reach by links; made once."""
    if not MADE:
        MADE.update(made(client, signed_in, person))
    return MADE


def made(client, signed_in, person):
    reached: dict[str, set[str]] = defaultdict(set)
    for key in WALKERS:
        signed_in(person(key))
        for address in walked(client):
            path = urlsplit(address).path
            if len(reached[route_of(path)]) < (1 if path.endswith(PRINTED) else 2):
                reached[route_of(path)].add(path)
    found: dict[str, dict[str, str]] = {}
    for route, paths in sorted(reached.items()):
        found[route or "/"] = {"nobody": statuses(client.__class__(HTTP_HOST="localhost"), paths)}
    for who, key in PEOPLE.items():
        signed_in(person(key))
        for route, paths in sorted(reached.items()):
            found[route or "/"][who] = statuses(client, paths)
    return found


def statuses(client, paths) -> str:
    met = sorted({client.get(path).status_code for path in sorted(paths)})
    return "/".join(map(str, met))


def held() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row.pop("route"): row for row in csv.DictReader(file)}


def write(table) -> None:
    """Write the table; a cell keeps what it held, since which two records of a kind are asked for may vary."""
    before = held() if TABLE.exists() else {}
    for route, row in table.items():
        for who, status in row.items():
            told = {*status.split("/"), *before.get(route, {}).get(who, status).split("/")}
            row[who] = "/".join(sorted(told))
    columns = ["route", "nobody", *PEOPLE]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for route, row in table.items():
            writer.writerow({"route": route, **row})


def test_every_address_answers_each_post_as_the_table_says(table):
    if os.environ.get("HEADROW_WRITE_TABLES"):
        write(table)
    expected = held()
    differences = [
        f"{route} for {who}: the table says {expected.get(route, {}).get(who)}, the site {status}"
        for route, row in table.items()
        for who, status in row.items()
        if not set(status.split("/")) <= set((expected.get(route, {}).get(who) or "").split("/"))
    ]
    assert not differences, "\n".join(differences[:40])
    gone = set(expected) - set(table)
    assert len(gone) <= len(expected) // 20, f"routes that nobody reaches any more: {sorted(gone)}"


def test_no_page_fails_and_nobody_gets_in_unsigned(table):
    faults = [
        (route, who) for route, row in table.items() for who, met in row.items() if "5" in met[:1]
    ]
    assert not faults
    open_to_nobody = {route for route, row in table.items() if "200" in row["nobody"]}
    assert open_to_nobody <= {"sign-in/", "recover/"}, open_to_nobody
