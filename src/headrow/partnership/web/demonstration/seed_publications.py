"""The public site of the demonstration: one edition, built by the analyst and agreed by the partnership officer."""

from __future__ import annotations

from headrow.partnership.publications import changes as publications
from headrow.partnership.web.demonstration.world import World


def seed(world: World) -> None:
    """Build, agree and publish; the last of the seeds, so that the edition holds what the others made."""
    release = publications.build_release(
        by=world.member("analyst"),
        says="The first edition: the plan, its promises and how they stand.",
    )
    release = publications.agree_release(release=release, by=world.member("partnership"))
    publications.publish_release(release=release, by=world.member("partnership"))
