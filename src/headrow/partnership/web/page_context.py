"""What every page shows: whose site it is, who is signed in, and where they may go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from headrow.partnership.directory import queries as directory
from headrow.partnership.web.hosts import is_public

# Address, words, and the action that a member needs for it; empty for every member.
NAVIGATION = (
    ("/", "Your work", ""),
    ("/plan/", "Plan", ""),
    ("/boards/", "Boards", ""),
    ("/executive/", "What needs us?", "the-executive"),
    ("/tasks/", "Actions", ""),
    ("/indicators/", "Indicators", ""),
    ("/assessments/", "Assessment", "draft-assessment"),
    ("/consultations/", "Consultation", "consult"),
    ("/releases/", "Publishing", "publish-release"),
    ("/people/", "People", "manage-people"),
    ("/looked/", "Oversight", "see-who-looked"),
    ("/admin/health/", "Running", "run-installation"),
)


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """Names for the layout; a failure page without a session gets only the locality."""
    found: dict[str, Any] = {
        "locality": directory.locality(),
        "demonstration": settings.HEADROW_DEMO,
        "service_name": "Partnership workspace",
    }
    member = getattr(request, "user", None)
    if is_public(request) or member is None or not member.is_authenticated:
        return found
    return found | {
        "navigation": _navigation(request, member),
        "account": {"href": "/me/", "text": member.name},
    }


def _navigation(request: HttpRequest, member: Any) -> list[dict[str, Any]]:
    return [
        {"href": href, "text": text, "current": _is_here(href, request.path)}
        for href, text, action in NAVIGATION
        if _may(member, action)
    ]


def _may(member: Any, action: str) -> bool:
    """Whether a page is for a member: for all, for those who may do an action, or for the executive."""
    if action == "the-executive":
        rights = directory.rights_of(member)
        return rights.has("PO") or any(post.body_kind == "executive" for post in rights.posts)
    return not action or directory.can(member, action, own=True)


def _is_here(href: str, path: str) -> bool:
    return path == "/" if href == "/" else path.startswith(href)
