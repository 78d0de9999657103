"""The seeds of the mission, read by themselves, against what is in the database and on screen."""

import tomllib
from html import escape

import pytest

from plugins.not_run import cannot_run

pytestmark = pytest.mark.shared


@pytest.fixture
def seeds(shared_data):
    """Both strategies as the mission writes them, by id; without them the test is not run, loudly."""
    folder = shared_data.parent / "mission"
    files = sorted(folder.glob("leeds_*.toml"))
    if not files:
        cannot_run("no mission seeds", "they lie beside the shared data", needed_in_ci=False)
    read = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return {row["strategy"]["id"]: row for row in read}


def test_everything_of_both_seeds_is_in_the_database_and_on_screen(
    seeds, demonstration_db, signed_in, person
):
    from headrow.partnership.directory.models import Body
    from headrow.partnership.plan import queries

    client = signed_in(person("scrutiny"))
    by_code = {row.code: row for row in queries.strategies(None)}
    counted = {}
    for code, seed in seeds.items():
        strategy = by_code[code]
        rows = {row.record.code: row for row in queries.deliverables(None, strategy=strategy)}
        shown = client.get(f"/plan/{strategy.pk}/").content.decode()
        assert set(rows) == {row["id"] for row in seed["deliverable"]}
        for said in seed["deliverable"]:
            record = rows[said["id"]].record
            assert record.wordings.first().text == said["text"]
            assert (record.body.code if record.body else None) == said.get("board")
            assert record.leads_as_printed == [
                words for words in [said.get("lead_as_printed")] if words
            ]
            assert said["id"] in shown
            assert escape(said.get("lead_as_printed", "")) in shown
        for board in seed.get("board", ()):
            body = Body.objects.get(code=board["id"])
            assert body.name == board["name"] and escape(board["name"]) in shown
            assert body.deliverables.filter(strategy=strategy).count() == board["deliverables"]
        for kind in ("commitment", "indicator", "duty"):
            held = {part.code for part in queries.parts_of(None, strategy).get(kind, ())}
            assert held == {row["id"] for row in seed.get(kind, ())}
            for row in seed.get(kind, ()):
                assert escape(row.get("text") or row["name"]) in shown
        counted[code] = tuple(
            len(seed.get(key, ())) for key in ("deliverable", "board", "commitment", "indicator")
        )
    assert counted == {"leeds-2018": (30, 0, 22, 10), "leeds-2024": (36, 11, 0, 0)}
