"""The assessments app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Strategic assessments, their judgements and what they propose."""

    name = "headrow.partnership.assessments"
    label = "assessments"
