"""The web app: what every page shares."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Settings, requests, the look, the demonstration."""

    name = "headrow.partnership.web"
    label = "web"
