"""How allauth makes and finds accounts here: nobody signs up by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations only, and no e-mail says more than that something happened."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never."""
        return False

    def can_delete_email(self, email_address: Any) -> bool:
        """An address is changed by the agency's manager, not here."""
        return False
