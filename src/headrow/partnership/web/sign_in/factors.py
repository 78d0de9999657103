"""Second factors: their secrets are sealed by a key that does not lie in the database."""

from __future__ import annotations

import os
from pathlib import Path

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """A stolen copy of the database gives nobody's second factor."""

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return _sealing().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it is used. Raises cryptography.fernet.InvalidToken where the key is another."""
        return _sealing().decrypt(encrypted_text.encode()).decode()


def _sealing() -> Fernet:
    return Fernet(key_at(Path(settings.HEADROW_VAR) / "keys" / "second_factors"))


def key_at(file: Path) -> bytes:
    """The key in a file, drawn once and readable by the site's account alone."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
            kept.write(Fernet.generate_key())
            kept.flush()
            os.fsync(kept.fileno())
    except FileExistsError:
        pass
    return file.read_bytes()
