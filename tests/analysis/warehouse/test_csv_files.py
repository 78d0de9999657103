"""Blocks of a CSV file: the same rows whatever the size of a block, cut at line ends outside quotes."""

import csv
import gzip
import io
import random

import pytest

from headrow.analysis.warehouse import csv_files
from headrow.analysis.warehouse.csv_files import CsvFault, blocks, count_rows, header_of


def written(folder, raw, name="a.csv"):
    path = folder / name
    path.write_bytes(raw)
    return path


def generated(seed, rows=400):
    """A table with quoted commas, quotes and line ends."""
    chance, out = random.Random(seed), io.StringIO()
    writer = csv.writer(out, lineterminator=chance.choice(["\n", "\r\n"]))
    writer.writerow(["a", "b", "c"])
    for number in range(rows):
        writer.writerow(
            [
                number,
                chance.choice(["x", "x, y", 'a "b"', "l\nm", "\n\n", "é", ""]),
                "z" * chance.randrange(30),
            ]
        )
    return out.getvalue()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("size", [64, 1000, 10**6])
@pytest.mark.parametrize("packed", [False, True])
def test_blocks_hold_every_row_once(tmp_path, monkeypatch, seed, size, packed):
    monkeypatch.setattr(csv_files, "CHUNK", 97)
    text = generated(seed)
    raw = gzip.compress(text.encode()) if packed else text.encode()
    found, lines = [], []
    for block in blocks(written(tmp_path, raw), size):
        read = list(csv.reader(io.StringIO(block.body.decode(), newline="")))
        found += read
        lines += block.lines_of(list(range(len(read))))
    expected = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert found == expected
    reader = csv.reader(io.StringIO(text, newline=""))
    ends = [reader.line_num for _ in reader]
    assert lines == [end + 1 for end in ends[:-1]]


def test_members_of_gzip_follow_one_another(tmp_path):
    raw = gzip.compress(b"a,b\n1,2\n") + gzip.compress(b"3,4\n") + b"\0" * 100
    assert b"".join(block.text for block in blocks(written(tmp_path, raw))) == b"a,b\n1,2\n3,4\n"


@pytest.mark.parametrize(
    "broken", [b"a,b\n1,2\n" + bytes([233]) + b",2\n", b"\xff\xfea\0,\0b\0\n\0"]
)
def test_what_is_not_utf8_is_a_fault(tmp_path, broken):
    with pytest.raises(CsvFault, match="not UTF-8") as fault:
        list(blocks(written(tmp_path, broken)))
    assert fault.value.reason == "wrong-encoding"


def test_a_cut_or_damaged_gzip_is_a_fault(tmp_path):
    raw = bytearray(gzip.compress(generated(1).encode()))
    for spoilt in (bytes(raw[:-30]), bytes(raw[:200]) + b"\xff" * 40 + bytes(raw[240:])):
        with pytest.raises(CsvFault) as fault:
            list(blocks(written(tmp_path, spoilt)))
        assert fault.value.reason == "truncated-file"


def test_a_quote_that_is_never_closed_does_not_fill_the_memory(tmp_path):
    raw = b'a,b\n"open,2\n' + b"1,2\n" * 10_000
    with pytest.raises(CsvFault) as fault:
        list(blocks(written(tmp_path, raw), 256))
    assert fault.value.reason == "unbalanced-quotes"


def test_rows_are_counted_however_the_file_ends(tmp_path):
    assert count_rows(written(tmp_path, b"a,b\n1,2\n3,4\n")) == 2
    assert count_rows(written(tmp_path, b"a,b\n1,2\n3,4")) == 2
    assert count_rows(written(tmp_path, b"a,b\r1,2\r3,4")) == 2
    assert count_rows(written(tmp_path, "a,b\n1,2\n3,4".encode("utf-16"))) == 2
    assert count_rows(written(tmp_path, b"a,b")) == 0
    assert count_rows(written(tmp_path, b"")) == 0


def test_headers(tmp_path):
    assert header_of(written(tmp_path, '\ufeffCrime ID," Month ",x\r\n1'.encode())) == (
        "Crime ID",
        "Month",
        "x",
    )
    assert header_of(written(tmp_path, "a,b\n1,2".encode("utf-16"))) == ("a", "b")
    assert header_of(written(tmp_path, gzip.compress(b"a,b\n1,2"))) == ("a", "b")
    assert header_of(written(tmp_path, b"")) == ()
