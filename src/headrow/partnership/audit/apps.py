"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Entries about records of every app, below them all."""

    name = "headrow.partnership.audit"
    label = "audit"
