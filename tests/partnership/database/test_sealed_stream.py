"""What is sealed for a key opens with that key alone, whole and unchanged, or not at all."""

import base64
import io
import random

import pytest

from headrow.partnership.web.database import bech32
from headrow.partnership.web.database.sealed_stream import (
    CHUNK,
    BadKey,
    CannotBeOpened,
    Opening,
    Sealing,
    make_key,
)

RECIPIENT, IDENTITY = make_key()

# Made by another program (pyrage 1.3) for two keys, of which this is the second; it belongs to nobody.
THEIR_IDENTITY = "AGE-SECRET-KEY-1FN8G9DU6HNU73FRP0KQKQDR6HKH3QU62AJZ7DVETPECS2R7R3CFQ68249Y"
THEIRS = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBvTGMwdVRSaGFzSkN3Nng1bitmQURaRkJESHM3TmlZQTJidER3SUVP"
    "aW1FCmNrTnhPajE3MkJwWnZESjlESVBsY0ZSdHZ6RzU3MlJEUkR4OEpZb0I1TG8KLT4gWDI1NTE5IGVxcE44YWptWExCM0xj"
    "b3BUUGt5NnpncDdON3FoaFpJekFkeHhnSWh1R0kKSVZhVWp6dGhjQ0I2Z2k1YWN6emo0dlBaYWV4SUM3eER2aUE4WmlPcUNT"
    "cwotPiBqTC1ncmVhc2UgWG0pU1goMCBqQzJac3BRIEtQUXx9WCBqaGx+OApkQQotLS0gbitSdGxPaWU1YnVWRU1xbFJWeUYw"
    "ajNkNmVwTDU2YWtzT2t4VU5iUkhRNAryjv0WRRlUKtL3Hn+q/GKdr4IZcurH16+kpll2rBJoXCs4Xn6rULgV3Rszmlyst1RA"
    "HYF8Lp73Crf9ymYi/Q=="
)


def _sealed(data: bytes) -> bytes:
    out = io.BytesIO()
    sealing = Sealing(out, RECIPIENT)
    sealing.write(data)
    sealing.close()
    return out.getvalue()


def _opened(sealed: bytes, identity: str = IDENTITY) -> bytes:
    return Opening(io.BytesIO(sealed), identity).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_sealed_comes_back(size):
    data = random.Random(size).randbytes(size)
    assert _opened(_sealed(data)) == data


def test_a_file_of_another_program_opens():
    assert _opened(THEIRS, THEIR_IDENTITY) == b"The quick brown fox of Headrow"


def test_another_key_does_not_open_it():
    with pytest.raises(CannotBeOpened, match="another key"):
        _opened(_sealed(b"words"), make_key()[1])


def test_the_public_key_does_not_open_it():
    with pytest.raises(BadKey):
        _opened(_sealed(b"words"), RECIPIENT)


def test_nothing_of_the_content_can_be_read_in_the_file():
    assert b"CANARY" not in _sealed(b"CANARY" * 1000)


def test_no_bit_can_be_flipped():
    sealed = _sealed(random.Random(1).randbytes(CHUNK + 500))
    places = [*range(0, 300), *range(300, len(sealed), 997), len(sealed) - 1]
    for place in places:
        changed = bytearray(sealed)
        changed[place] ^= 1 << place % 8
        with pytest.raises(CannotBeOpened):
            _opened(bytes(changed))


def test_no_end_can_be_cut_off_and_nothing_added():
    sealed = _sealed(random.Random(2).randbytes(2 * CHUNK))
    header = len(sealed) - 2 * (CHUNK + 16)
    for length in (0, 10, header - 1, header, header + CHUNK + 16, len(sealed) - 1):
        with pytest.raises(CannotBeOpened):
            _opened(sealed[:length])
    with pytest.raises(CannotBeOpened):
        _opened(sealed + b"x")


def test_parts_cannot_change_places():
    sealed = _sealed(random.Random(3).randbytes(3 * CHUNK))
    part = CHUNK + 16
    head, (one, two, three) = (
        sealed[: -3 * part],
        (sealed[-3 * part : -2 * part], sealed[-2 * part : -part], sealed[-part:]),
    )
    with pytest.raises(CannotBeOpened, match="part 1"):
        _opened(head + two + one + three)


def test_a_file_that_was_abandoned_is_not_taken_for_whole():
    out = io.BytesIO()
    sealing = Sealing(out, RECIPIENT)
    sealing.write(b"x" * (CHUNK + 5))
    sealing.abandon()
    with pytest.raises(CannotBeOpened):
        _opened(out.getvalue())


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "age1",
        RECIPIENT[:-1],
        RECIPIENT.replace("age1", "agf1"),
        RECIPIENT[:20] + RECIPIENT[20:].upper(),
        IDENTITY,
    ],
    # The keys are new in each process; workers must agree on the names of the tests.
    ids=["nothing", "start only", "one short", "other start", "mixed case", "secret key"],
)
def test_a_slip_in_a_key_is_found(wrong):
    with pytest.raises(BadKey):
        Sealing(io.BytesIO(), wrong)


def test_the_valid_and_invalid_examples_of_bip_173():
    for valid in (
        "A12UEL5L",
        "a12uel5l",
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    ):
        prefix, raw = bech32.decode(valid)
        assert bech32.encode(prefix, raw) == valid.lower()
    for invalid in (
        "pzry9x0s0muk",
        "1pzry9x0s0muk",
        "x1b4n0q5v",
        "li1dgmt3",
        "A1G7SGD8",
        "10a06t8",
    ):
        with pytest.raises(ValueError):
            bech32.decode(invalid)
