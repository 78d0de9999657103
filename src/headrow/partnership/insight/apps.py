"""The insight app."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """The one bridge to the analysis: figures kept as they were asked."""

    name = "headrow.partnership.insight"
    label = "insight"
