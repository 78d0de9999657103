"""Single sign-on of an agency by OpenID Connect."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An agency's own sign-in leads to a member who is there already, and makes none."""

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        """Never."""
        return False
