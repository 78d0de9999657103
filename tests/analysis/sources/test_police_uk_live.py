import base64
import hashlib
import json
import socket
import time
import zipfile
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from analysis.sources.published import reasons, written
from analysis.sources.standin.police_uk import StandIn, archive
from headrow.analysis.sources import police_uk_live
from headrow.analysis.sources.gathering import gather
from headrow.analysis.sources.police_uk_live import SOURCE, Door, fetch_from
from headrow.analysis.sources.police_uk_live.asking import seconds_asked
from headrow.analysis.sources.police_uk_live.door import Bucket
from headrow.analysis.sources.police_uk_live.fetching import archives_for, force_code
from headrow.analysis.tables.plug_ins import FetchRequest, SourceError
from headrow.analysis.warehouse.folder import Warehouse

MONTHS = ["2024-01", "2024-02", "2024-03"]


@pytest.fixture
def there():
    with StandIn() as standin:
        standin.archives["2024-03"] = archive(MONTHS, ["anyshire", "othershire"], bulk=600_000)
        yield standin


class Waits(list):
    """The waits asked for, none of them waited."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def door(there: StandIn, waits: Waits | None = None, **more) -> Door:
    return Door(
        address=there.address,
        sleep=waits if waits is not None else Waits(),
        chance=lambda: 1.0,
        **more,
    )


def asked_for(
    tmp_path, place="all", months=("2024-02",), progress=lambda what, done, of: None
) -> FetchRequest:
    return FetchRequest(tuple(months), place, tmp_path, progress)


def whole(there: StandIn, tmp_path, waits: Waits | None = None, **more):
    (path,) = fetch_from(door(there, waits, **more), asked_for(tmp_path))
    return path


def test_a_whole_archive_arrives_with_its_checksum_noted_and_nothing_half_left(there, tmp_path):
    told = []
    request = asked_for(tmp_path, progress=lambda what, done, of: told.append((what, done, of)))
    (path,) = fetch_from(door(there), request)
    assert path.read_bytes() == there.archives["2024-03"]
    assert sorted(p.name for p in tmp_path.iterdir()) == [".2024-03.zip.json", "2024-03.zip"]
    note = json.loads((tmp_path / ".2024-03.zip.json").read_text())
    assert note["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told and told[-1][0] == "The archive of 2024-03 (MB)"


def test_what_is_here_and_whole_is_not_fetched_again_and_what_was_spoilt_is(there, tmp_path):
    path = whole(there, tmp_path)
    there.asked.clear()
    whole(there, tmp_path)
    assert there.ranges() == []
    path.write_bytes(path.read_bytes()[:-5] + b"xxxxx")
    whole(there, tmp_path)
    assert there.ranges() == [""] and path.read_bytes() == there.archives["2024-03"]


def test_a_cut_connection_is_gone_on_with_from_where_it_broke(there, tmp_path):
    there.misbehave = ["", "cut 200000", "cut 150000"]
    path = whole(there, tmp_path)
    assert path.read_bytes() == there.archives["2024-03"]
    assert there.ranges() == ["", "bytes=200000-", "bytes=350000-"]
    assert all(headers.get("if-range") for _, p, headers in there.asked if headers.get("range"))


def test_a_run_that_was_stopped_is_gone_on_with_by_the_next(there, tmp_path):
    there.misbehave = ["", "cut 200000", "503", "503"]
    with pytest.raises(SourceError, match=r"after 2 attempts: .* answered 503"):
        whole(there, tmp_path, attempts=2)
    assert (tmp_path / "2024-03.zip.part").stat().st_size == 200_000 and not (
        tmp_path / "2024-03.zip"
    ).exists()
    there.asked.clear()
    there.misbehave = []
    assert whole(there, tmp_path).read_bytes() == there.archives["2024-03"]
    assert there.ranges() == ["bytes=200000-"]


def test_attempts_that_get_further_are_not_counted_against_it(there, tmp_path):
    there.misbehave = ["", *["cut 60000"] * 9]
    assert whole(there, tmp_path, attempts=2).read_bytes() == there.archives["2024-03"]


def test_a_file_that_changed_on_the_way_is_begun_anew(there, tmp_path):
    there.misbehave = ["", "cut 200000", "change"]
    path = whole(there, tmp_path)
    assert (
        path.read_bytes() == there.archives["2024-03"] and zipfile.ZipFile(path).testzip() is None
    )


@pytest.mark.parametrize("how", ["ignore range", "wrong part", "too short", "too long", "html"])
def test_an_answer_that_is_wrong_never_ends_in_a_wrong_file(there, tmp_path, how):
    there.misbehave = ["", "cut 200000", how]
    if how == "html":
        with pytest.raises(SourceError, match="arrived damaged: it is no zip"):
            whole(there, tmp_path)
        assert not (tmp_path / "2024-03.zip").exists()
    assert whole(there, tmp_path).read_bytes() == there.archives["2024-03"]


def test_bytes_behind_the_end_are_noticed_where_no_length_was_announced(there, tmp_path):
    there.misbehave = ["", "too long"]
    with pytest.raises(SourceError, match="arrived damaged"):
        whole(there, tmp_path)
    assert whole(there, tmp_path).read_bytes() == there.archives["2024-03"]


def test_without_an_entity_tag_it_begins_anew_and_still_arrives(there, tmp_path):
    there.tags = False
    there.misbehave = ["", "cut 200000"]
    assert whole(there, tmp_path).read_bytes() == there.archives["2024-03"]
    assert there.ranges() == ["", ""]


def test_a_checksum_of_the_publisher_is_held_against_the_bytes(there, tmp_path):
    there.md5 = base64.b64encode(hashlib.md5(b"other").digest()).decode()
    with pytest.raises(SourceError, match="its checksum differs"):
        whole(there, tmp_path)
    assert not (tmp_path / "2024-03.zip").exists()
    there.md5 = base64.b64encode(hashlib.md5(there.archives["2024-03"]).digest()).decode()
    assert whole(there, tmp_path).is_file()


def test_waits_double_and_are_scattered_and_a_wait_asked_for_is_kept(there, tmp_path):
    waits = Waits()
    there.misbehave = ["503", "500", "429 7", "503"]
    whole(there, tmp_path, waits)
    assert waits == [0.5, 1.0, 7.0, 4.0]
    scattered = Door(chance=lambda: 0.25)
    assert scattered.wait_before(3) == 0.5 and Door(chance=lambda: 1.0).wait_before(30) == 60.0


def test_a_wait_that_is_too_long_ends_the_run_in_one_sentence(there, tmp_path):
    there.misbehave = ["429 86400"]
    with pytest.raises(SourceError, match="asks to wait 86400 seconds"):
        whole(there, tmp_path)


def test_a_wait_may_be_given_as_a_date():
    now = datetime(2024, 1, 1, tzinfo=UTC)
    assert seconds_asked(format_datetime(now + timedelta(seconds=90)), now) == 90
    assert seconds_asked("5") == 5 and seconds_asked("soon") is None and seconds_asked(None) is None


def test_no_network_is_said_in_one_sentence_with_what_to_do(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    waits = Waits()
    with pytest.raises(SourceError) as said:
        fetch_from(Door(address=nobody, sleep=waits), asked_for(tmp_path))
    assert "cannot be reached. Check the network, or put the files in a folder" in str(said.value)
    assert len(waits) == 2 and "\n" not in str(said.value)


def test_a_silent_server_is_not_waited_for_without_end(there, tmp_path):
    there.misbehave = ["", "slow 1.5"]
    began = time.monotonic()
    assert whole(there, tmp_path, silence=0.3).read_bytes() == there.archives["2024-03"]
    assert time.monotonic() - began < 5


def test_a_slow_server_is_waited_for(there, tmp_path):
    there.misbehave = ["", "slow 0.05"]
    assert whole(there, tmp_path, silence=1).is_file() and there.ranges() == [""]


def test_two_runs_do_not_write_to_one_part(there, tmp_path):
    import fcntl

    with (tmp_path / "2024-03.zip.part").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(SourceError, match="by another run"):
            whole(there, tmp_path)


def test_the_rate_stays_below_fifteen_a_second_after_a_burst_below_thirty():
    now, moments = 0.0, []

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    bucket = Door(bucket=Bucket(14, 28, clock=lambda: now, sleep=sleep)).bucket
    for _ in range(200):
        bucket.take()
        moments.append(now)
    assert sum(moment < 1 for moment in moments) <= 28 + 14
    assert moments.count(0.0) <= 28
    in_any_second = max(
        sum(begin <= m < begin + 1 for m in moments) for begin in moments if begin > 0
    )
    assert in_any_second < 16 and (200 - 28) / moments[-1] < 15


def test_only_the_files_of_the_force_and_months_are_taken_out_of_the_archive(there, tmp_path):
    request = asked_for(tmp_path, "Anyshire Police", ["2024-01", "2024-02"])
    found = fetch_from(door(there), request)
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        f"2024-03/{month}/{month}-anyshire-{kind}.csv"
        for month in MONTHS[:2]
        for kind in ("outcomes", "street")
    ]
    with (
        zipfile.ZipFile(tmp_path / "a.zip", "w"),
        zipfile.ZipFile(_kept(there, tmp_path)) as archived,
    ):
        for path in found:
            assert path.read_bytes() == archived.read(
                path.relative_to(tmp_path / "2024-03").as_posix()
            )
    sent = sum(_length(part, len(there.archives["2024-03"])) for part in there.ranges())
    assert sent < len(there.archives["2024-03"]) / 2
    there.asked.clear()
    assert fetch_from(door(there), request) == found
    assert there.ranges() == ["bytes=-65536"]


def _kept(there: StandIn, tmp_path):
    (tmp_path / "kept.zip").write_bytes(there.archives["2024-03"])
    return tmp_path / "kept.zip"


def _length(part: str, size: int) -> int:
    first, _, last = part.removeprefix("bytes=").partition("-")
    return int(last) - int(first) + 1 if first else min(int(last), size)


def test_a_file_taken_out_damaged_is_asked_for_again(there, tmp_path):
    there.misbehave = ["", "", "wrong part", "503", "cut 100"]
    found = fetch_from(door(there), asked_for(tmp_path, "anyshire"))
    text = found[1].read_text()
    assert text.count("\n") == 401 and text.startswith("Crime ID")
    found[1].write_text(text[:-10])
    assert fetch_from(door(there), asked_for(tmp_path, "anyshire"))[1].read_text() == text


@pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_one_changed_byte_is_noticed_and_the_file_asked_for_again(there, tmp_path, packed):
    there.archives["2024-03"] = archive(MONTHS, ["anyshire"], packed=packed)
    there.misbehave = ["", "", "", "spoil"]
    found = fetch_from(door(there), asked_for(tmp_path, "anyshire"))
    assert found[1].read_text().count("Imaginary Street") == 400 and len(there.ranges()) == 4


def test_where_no_parts_are_given_the_whole_archive_is_fetched(there, tmp_path):
    there.parts = False
    (path,) = fetch_from(door(there), asked_for(tmp_path, "anyshire"))
    assert path.name == "2024-03.zip" and path.read_bytes() == there.archives["2024-03"]


def test_a_list_of_contents_longer_than_the_first_part_is_read_whole(there, tmp_path):
    many = [f"force-{at:04d}-{'x' * 60}" for at in range(400)]
    there.archives["2024-03"] = archive(["2024-02"], many, rows=1)
    found = fetch_from(door(there), asked_for(tmp_path, many[7]))
    assert len(found) == 2 and len(there.ranges()) == 4


def test_an_unknown_force_is_answered_with_the_nearest_ones(there, tmp_path):
    with pytest.raises(
        SourceError, match=r"knows no force 'anishire'. Forces in it are for instance: anyshire"
    ):
        fetch_from(door(there), asked_for(tmp_path, "anishire"))


def test_months_that_are_not_published_yet_are_not_asked_for(there, tmp_path):
    with pytest.raises(
        SourceError, match="has not published 2024-04 yet: the latest month is 2024-03"
    ):
        fetch_from(door(there), asked_for(tmp_path, "anyshire", ["2024-03", "2024-04"]))


def test_an_archive_that_is_not_there_is_said(there, tmp_path):
    there.archives.clear()
    with pytest.raises(SourceError, match=r"has no archive of 2024-03. Ask for other months"):
        whole(there, tmp_path)


def test_the_fewest_and_latest_archives_are_used():
    assert archives_for(["2022-08", "2025-07"], "2025-09") == {"2025-07": ("2022-08", "2025-07")}
    assert archives_for(["2024-01", "2024-02"], "2025-09") == {"2025-09": ("2024-01", "2024-02")}
    assert archives_for(["2014-01", "2024-01"], "2025-09") == {
        "2016-12": ("2014-01",),
        "2025-09": ("2024-01",),
    }


def test_a_force_is_known_by_its_name_too():
    assert force_code("West Midlands Police") == force_code("west-midlands") == "west-midlands"
    assert force_code("Devon & Cornwall Police") == "devon-and-cornwall"


def test_fetched_months_are_read_with_their_release(there, tmp_path):
    there.archives["2024-03"] = archive(MONTHS, ["anyshire"], rows=5)
    fetch_from(door(there), asked_for(tmp_path / "data", "anyshire"))
    held = gather(tmp_path / "data", warehouse=Warehouse(tmp_path / "warehouse"))
    street = next(entry for entry in held.ledger.entries if entry.file.endswith("-street.csv"))
    assert (street.source, street.rows_kept, street.months) == (
        "police-uk-street-crime",
        5,
        ("2024-02",),
    )


def test_the_lists_of_the_api(there):
    assert police_uk_live.forces(door(there))["anyshire"] == "Anyshire Police"
    assert police_uk_live.months_published(door(there)) == {"2024-03": ("anyshire",), "2024-02": ()}
    assert police_uk_live.latest_month(door(there)) == "2024-03"


def test_an_answer_of_another_form_is_said_and_not_guessed(there):
    there.misbehave = ["html"] * 6
    with pytest.raises(SourceError, match="something other than JSON"):
        police_uk_live.forces(door(there))
    there.crimes = {"error": "x"}
    with pytest.raises(SourceError, match="in a form that is not known"):
        police_uk_live.months_published(
            Door(address=f"{there.address}/api/crime-last-updated?", sleep=Waits())
        )


OUTLINE = "53.8,-1.5:53.9,-1.5:53.9,-1.4"


def test_crimes_of_an_area_are_kept_under_the_names_of_the_api_and_set_aside_for_want_of_a_small_area(
    there, tmp_path
):
    (path,) = fetch_from(door(there), asked_for(tmp_path, OUTLINE))
    held = gather(tmp_path, warehouse=Warehouse(tmp_path / "warehouse"))
    (entry,) = held.ledger.entries
    assert (entry.source, entry.rows_kept, reasons(entry)) == (
        "police-uk-street-crime",
        0,
        {"no-small-area": 2},
    )
    lines = path.read_text().splitlines()
    assert lines[1].startswith("violent-crime,Force,53.8,-1.5,1,On or near Imaginary Street")
    assert lines[2].startswith("anti-social-behaviour,") and lines[2].endswith(",2024-02")


def test_a_long_outline_goes_by_post(there, tmp_path):
    long = ":".join(f"53.{at:05d},-1.{at:05d}" for at in range(300))
    fetch_from(door(there), asked_for(tmp_path, long))
    fetch_from(door(there), asked_for(tmp_path, OUTLINE))
    assert [method for method, path, _ in there.asked if "all-crime" in path] == ["POST", "GET"]


def test_too_large_an_area_is_explained(there, tmp_path):
    there.misbehave = ["503"] * 6
    with pytest.raises(SourceError, match="more than 10,000 crimes: give a smaller area"):
        fetch_from(door(there), asked_for(tmp_path, OUTLINE))


def test_the_address_is_a_setting(there, tmp_path, monkeypatch):
    monkeypatch.setenv("HEADROW_POLICE_UK", f"{there.address}/")
    assert SOURCE.fetch(asked_for(tmp_path, "anyshire"))[0].is_file()


def test_it_brings_files_and_reads_none(tmp_path):
    file = written(
        tmp_path, "x.csv", "persistent_id,category,month,location.latitude,location.longitude\n"
    )
    assert SOURCE.recognise(file) is None
    with pytest.raises(SourceError, match="only brings files"):
        SOURCE.conform(file, tmp_path)


def test_a_file_of_the_api_that_a_library_wrote_is_set_aside_whole(shared_data, tmp_path):
    name = "leeds_north_west_violence_2018-03_2021-01_api.csv.gz"
    held = gather(shared_data / "police_uk" / name, warehouse=Warehouse(tmp_path))
    (entry,) = held.ledger.entries
    assert (entry.rows_in, reasons(entry)) == (6_128, {"no-small-area": 6_128})
