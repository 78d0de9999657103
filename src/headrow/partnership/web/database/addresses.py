"""Which database each of Headrow's roles signs in to: the one that is set, or one of a server of our own."""

from __future__ import annotations

from typing import Literal

from headrow.partnership.web.database import launcher, roles
from headrow.partnership.web.deployment import Deployment, WrongSettings

NAME = "headrow"
Purpose = Literal["app", "owner", "backup"]
SETTINGS: dict[Purpose, str] = {
    "app": "DATABASE_URL",
    "owner": "HEADROW_OWNER_DATABASE_URL",
    "backup": "HEADROW_BACKUP_DATABASE_URL",
}


def address(deployment: Deployment, purpose: Purpose) -> str:
    """The address for a role; a server of our own is started, and its database made, when need be.

    Raises WrongSettings when DATABASE_URL is set and this role's address is not.
    """
    set_urls = {
        "app": deployment.database_url,
        "owner": deployment.owner_database_url,
        "backup": deployment.backup_database_url,
    }
    if deployment.own_server is None:
        url = set_urls[purpose]
        if url is None:
            raise WrongSettings(
                f"{SETTINGS[purpose]} is not set. The site's own role may not do this: it needs the"
                f" address with the role headrow_{purpose}."
            )
        return url
    return ready_server(deployment).url(purpose, NAME)


def ready_server(deployment: Deployment) -> launcher.Server:
    """Our own server, running, with its roles and the database."""
    if deployment.own_server is None:
        raise WrongSettings("DATABASE_URL is set, so there is no server of Headrow's own to start.")
    server = launcher.start(deployment.own_server)
    roles.ensure_database(server, NAME)
    return server
