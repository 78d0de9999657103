"""The tasks app."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Actions: the one task object of the system."""

    name = "headrow.partnership.tasks"
    label = "tasks"
