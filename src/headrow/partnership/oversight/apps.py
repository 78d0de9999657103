"""The oversight app."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Who looked, leavers, and what needs every app below."""

    name = "headrow.partnership.oversight"
    label = "oversight"
