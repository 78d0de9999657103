"""The plan app."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Strategies, deliverables, duties and funding."""

    name = "headrow.partnership.plan"
    label = "plan"
