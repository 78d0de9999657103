"""The directory app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Agencies, bodies, seats, members and their posts."""

    name = "headrow.partnership.directory"
    label = "directory"
