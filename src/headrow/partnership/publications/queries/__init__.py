"""What releases hold, which there are, and which of them the public host serves."""

from headrow.partnership.publications.queries.folders import current, folder_of, manifest_of, served
from headrow.partnership.publications.queries.releases import (
    facts_of,
    next_number,
    posts_of,
    releases,
)

__all__ = [
    "current",
    "facts_of",
    "folder_of",
    "manifest_of",
    "next_number",
    "posts_of",
    "releases",
    "served",
]
