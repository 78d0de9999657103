"""The publications app."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Releases and the public site."""

    name = "headrow.partnership.publications"
    label = "publications"
