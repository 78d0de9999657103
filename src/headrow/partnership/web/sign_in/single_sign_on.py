"""Single sign-on of an agency by OpenID Connect: it leads to a member who is there already, and makes none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from headrow.partnership.directory import queries as directory

PROVIDER = "openid_connect"
NOT_KNOWN = (
    "Your agency's sign-in did not lead to a member here. Ask the manager of people in your agency."
)


def secret_of(code: str) -> str:
    """The secret of an agency's sign-on, which lies outside the database; empty where none is set."""
    name = f"HEADROW_SSO_SECRET_{code.upper().replace('-', '_')}"
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ.get(name, "")


def buttons(request: HttpRequest) -> list[dict[str, str]]:
    """One for each agency that signs its own people in."""
    return [
        {
            "name": agency.name,
            "href": reverse("openid_connect_login", kwargs={"provider_id": agency.code}),
        }
        for agency in directory.agencies_with_single_sign_on()
    ]


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An agency's word is taken for its own active members and nobody else."""

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        """Never."""
        return False

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Each agency's sign-on as allauth wants it."""
        return [
            _app(agency)
            for agency in directory.agencies_with_single_sign_on()
            if provider in (None, PROVIDER, agency.code)
        ]

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        """Lead to the member of that agency with that address, or nowhere."""
        data = sociallogin.account.extra_data
        claims = {**data, **data.get("userinfo", {}), **data.get("id_token", {})}
        member = directory.member_of_single_sign_on(
            agency_code=sociallogin.account.provider,
            email=str(claims.get("email", "")),
            verified=claims.get("email_verified") is True,
        )
        if member is None:
            messages.error(request, NOT_KNOWN)
            raise ImmediateHttpResponse(redirect("/sign-in/"))
        sociallogin.user = member


def _app(agency: Any) -> SocialApp:
    said = agency.single_sign_on
    return SocialApp(
        provider=PROVIDER,
        provider_id=agency.code,
        name=agency.name,
        client_id=said["client_id"],
        secret=secret_of(agency.code),
        settings={"server_url": said["issuer"], "oauth_pkce_enabled": True},
    )
