"""Files that anyone can seal for a key and only the key's holder can open: the age format, version 1.

The format is that of https://age-encryption.org/v1, with X25519 recipients only, so that a backup
can be opened without Headrow: `age --decrypt --identity key.txt backup > backup.tar`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from headrow.partnership.web.database import bech32

VERSION = b"age-encryption.org/v1"
PUBLIC, SECRET = "age", "AGE-SECRET-KEY-"
CHUNK = 64 * 1024
TAG = 16


class CannotBeOpened(Exception):
    """A sealed file is damaged, cut short, or sealed for another key."""


class BadKey(Exception):
    """A text that should be a key is none."""


def make_key() -> tuple[str, str]:
    """A new pair: the recipient, which may be known to all, and the identity, which opens."""
    key = X25519PrivateKey.generate()
    return (
        bech32.encode(PUBLIC, key.public_key().public_bytes_raw()),
        bech32.encode(SECRET, key.private_bytes_raw()).upper(),
    )


class Sealing(io.RawIOBase):
    """A file to write to; what is written goes on sealed to another file. Close it, or it is cut short."""

    def __init__(self, to: BinaryIO, recipient: str) -> None:
        file_key, nonce = os.urandom(16), os.urandom(16)
        to.write(_header(file_key, recipient) + nonce)
        self._to, self._cipher = to, ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
        self._waiting, self._number = bytearray(), 0

    def writable(self) -> bool:
        """It takes bytes."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take some bytes; all of them."""
        self._waiting += data
        # The last chunk is marked as such, so one is always kept back until there is another.
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Mark the end, once."""
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
        super().close()

    def abandon(self) -> None:
        """Close without the mark of the end, so that nobody takes the part for the whole."""
        super().close()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._to.write(self._cipher.encrypt(_nonce(self._number, last), chunk, None))
        self._number += 1


class Opening(io.RawIOBase):
    """A file to read from; it gives out nothing that is not authentic, and its end only at the true end.

    Raises CannotBeOpened, when made or when read.
    """

    def __init__(self, sealed: BinaryIO, identity: str) -> None:
        file_key = _file_key(sealed, identity)
        nonce = sealed.read(16)
        self._cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
        self._chunks = self._opened(sealed)
        self._ready = b""

    def readable(self) -> bool:
        """It gives bytes."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Give what is ready, at most a chunk."""
        if not self._ready:
            self._ready = next(self._chunks, b"")
        given = self._ready[: len(buffer)]
        buffer[: len(given)] = given
        self._ready = self._ready[len(given) :]
        return len(given)

    def _opened(self, sealed: BinaryIO) -> Iterator[bytes]:
        number, chunk = 0, sealed.read(CHUNK + TAG)
        while True:
            following = sealed.read(CHUNK + TAG)
            try:
                yield self._cipher.decrypt(_nonce(number, not following), chunk, None)
            except InvalidTag:
                raise CannotBeOpened(
                    f"The file is damaged or cut short: its part {number + 1} is not as it was written."
                ) from None
            if not following:
                return
            number, chunk = number + 1, following


def _header(file_key: bytes, recipient: str) -> bytes:
    theirs = _key(recipient, PUBLIC)
    ephemeral = X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    wrapped = _wrapping(
        ephemeral, X25519PublicKey.from_public_bytes(theirs), share + theirs
    ).encrypt(bytes(12), file_key, None)
    unsigned = b"%s\n-> X25519 %s\n%s\n---" % (VERSION, _text(share), _text(wrapped))
    return b"%s %s\n" % (unsigned, _text(_mac(file_key, unsigned)))


def _file_key(sealed: BinaryIO, identity: str) -> bytes:
    """The key of one file, from the one of its stanzas that is meant for this identity."""
    mine = X25519PrivateKey.from_private_bytes(_key(identity.lower(), SECRET.lower()))
    if sealed.readline(64).rstrip(b"\n") != VERSION:
        raise CannotBeOpened("The file is not a sealed file of the age format.")
    signed, found = [VERSION], None
    while not (line := sealed.readline(4096)).startswith(b"--- "):
        if not line:
            raise CannotBeOpened("The file is cut short: it ends inside its header.")
        signed.append(line.rstrip(b"\n"))
        kind, *arguments = line.split()[1:] or [b""]
        if line.startswith(b"-> ") and kind == b"X25519" and len(arguments) == 1:
            body = sealed.readline(4096).rstrip(b"\n")
            signed.append(body)
            found = found or _unwrapped(mine, _bytes(arguments[0]), _bytes(body))
    if found is None:
        raise CannotBeOpened("The file is sealed for another key than this one.")
    if not hmac.compare_digest(
        _mac(found, b"\n".join([*signed, b"---"])), _bytes(line[4:].strip())
    ):
        raise CannotBeOpened("The header of the file is damaged.")
    return found


def _unwrapped(mine: X25519PrivateKey, share: bytes, wrapped: bytes) -> bytes | None:
    try:
        theirs = X25519PublicKey.from_public_bytes(share)
        salt = share + mine.public_key().public_bytes_raw()
        return _wrapping(mine, theirs, salt).decrypt(bytes(12), wrapped, None)
    except (InvalidTag, ValueError):
        return None


def _wrapping(ours: X25519PrivateKey, theirs: X25519PublicKey, salt: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(ours.exchange(theirs), salt, VERSION + b"/X25519"))


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(secret)


def _mac(file_key: bytes, text: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), text, hashlib.sha256)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _key(text: str, kind: str) -> bytes:
    try:
        prefix, raw = bech32.decode(text.strip())
    except ValueError as wrong:
        raise BadKey(f"This is no key: {wrong}.") from None
    if prefix != kind or len(raw) != 32:
        raise BadKey(f"A key here begins with {kind}1; this one begins with {prefix[:20]}1.")
    return raw


def _text(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise CannotBeOpened("The header of the file is damaged.") from None
