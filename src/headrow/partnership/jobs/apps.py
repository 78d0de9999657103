"""The app of the background work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Tasks that call the changes of the apps below; it has no tables of its own."""

    name = "headrow.partnership.jobs"
    label = "jobs"
