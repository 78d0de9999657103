"""Second factors."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are kept sealed."""
