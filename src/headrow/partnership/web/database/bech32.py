"""Bech32 (BIP 173): binary keys as text with a prefix that names their kind and a checksum that finds slips."""

from __future__ import annotations

from collections.abc import Iterable

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def encode(prefix: str, raw: bytes) -> str:
    """The text of some bytes, in lower case."""
    prefix = prefix.lower()
    values = _regrouped(raw, 8, 5, pad=True)
    check = _polymod([*_spread(prefix), *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return prefix + "1" + "".join(LETTERS[value] for value in values)


def decode(text: str) -> tuple[str, bytes]:
    """The prefix and the bytes of a text. Raises ValueError saying what is wrong with it."""
    if text not in (text.lower(), text.upper()):
        raise ValueError("it mixes capital and small letters")
    prefix, one, rest = text.lower().rpartition("1")
    if not one or not prefix or len(rest) < 6:
        raise ValueError("it has no prefix and checksum")
    if not set(rest) <= set(LETTERS):
        raise ValueError("it has a letter that no key has")
    values = [LETTERS.index(letter) for letter in rest]
    if _polymod([*_spread(prefix), *values]) != 1:
        raise ValueError("its checksum is wrong, so a letter was changed or lost")
    return prefix, bytes(_regrouped(values[:-6], 5, 8, pad=False))


def _spread(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            check ^= generator if top >> place & 1 else 0
    return check


def _regrouped(values: Iterable[int], width: int, wanted: int, *, pad: bool) -> list[int]:
    held, bits, out = 0, 0, []
    for value in values:
        held, bits = held << width | value, bits + width
        while bits >= wanted:
            bits -= wanted
            out.append(held >> bits & (1 << wanted) - 1)
    if pad and bits:
        out.append(held << wanted - bits & (1 << wanted) - 1)
    elif not pad and (bits >= width or held & (1 << bits) - 1):
        raise ValueError("it ends in the middle of a byte")
    return out
