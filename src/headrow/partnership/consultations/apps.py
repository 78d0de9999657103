"""The consultations app."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Who was asked, what was said, what changed."""

    name = "headrow.partnership.consultations"
    label = "consultations"
