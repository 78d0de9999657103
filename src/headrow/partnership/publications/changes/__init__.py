"""Releases are built by one person, agreed by another, published, and sometimes withdrawn."""

from headrow.partnership.publications.changes.building import build_release
from headrow.partnership.publications.changes.releases import (
    agree_release,
    point_at_published,
    publish_release,
    serve_again,
    withdraw_release,
)

__all__ = [
    "agree_release",
    "build_release",
    "point_at_published",
    "publish_release",
    "serve_again",
    "withdraw_release",
]
