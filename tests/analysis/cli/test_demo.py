"""`headrow demo`: what was built is checked before it is shown, and shown to this machine only."""

import http.client
import json
import socket
import threading
from pathlib import Path

import pytest

from headrow.analysis.cli.serving import serving
from headrow.analysis.workbench import demonstration
from headrow.vocabulary.localities import names_of_localities
from headrow.vocabulary.periods import Period

PAGE = '<!doctype html><nav><a href="#crime">Crime</a></nav><h2 id="crime">Crime</h2>'
ENTRY = {"file": "a.csv", "rows_in": 3, "rows_kept": 2, "set_aside": [{"rows": 1}]}


@pytest.fixture
def built(tmp_path) -> Path:
    """A folder that has everything a demonstration must have."""
    for name in demonstration.FILES:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "trend.csv").write_bytes(b"x")
    (tmp_path / "assessment.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "ledger.json").write_text(json.dumps({"entries": [ENTRY]}), encoding="utf-8")
    return tmp_path


def test_what_is_whole_has_no_fault(built):
    assert demonstration.faults(built) == ()


def test_each_fault_is_named(built):
    (built / "assessment.pdf").unlink()
    (built / "assessment.docx").write_bytes(b"")
    (built / "data" / "trend.csv").unlink()
    (built / "ledger.json").write_text(
        json.dumps({"entries": [{**ENTRY, "rows_kept": 1}]}), encoding="utf-8"
    )
    (built / "assessment.html").write_text(
        PAGE.replace('id="crime"', 'id="grime"'), encoding="utf-8"
    )
    assert demonstration.faults(built) == (
        "assessment.pdf is not there, or is empty.",
        "assessment.docx is not there, or is empty.",
        "data/ holds no table.",
        "The ledger does not balance: a.csv.",
        "assessment.html leads to places that it lacks: crime.",
    )


def test_a_page_without_a_section_is_a_fault(built):
    (built / "assessment.html").write_text("<!doctype html><p>Nothing.</p>", encoding="utf-8")
    assert demonstration.faults(built) == ("assessment.html has no section.",)


def test_an_empty_folder_lacks_every_file(tmp_path):
    assert len(demonstration.faults(tmp_path)) == len(demonstration.FILES) + 1


def test_the_declared_demonstration_leads_somewhere():
    said = demonstration.declared()
    assert {said.locality, said.without_pack} <= set(names_of_localities())
    assert len(Period.parse(said.period)) == 1
    assert len(Period.parse(said.period_without_pack)) == 12


def test_the_folder_is_served_to_this_machine(built):
    with serving(built, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
        connection.request("GET", "/assessment.html")
        assert connection.getresponse().read().decode() == PAGE
        server.shutdown()


def test_a_port_that_is_taken_gives_way_to_another(built):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(built, port) as server:
            assert server.server_port != port
