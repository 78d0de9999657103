"""The indicators app."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Indicators, their returns and values."""

    name = "headrow.partnership.indicators"
    label = "indicators"
