"""The post app."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """Notices to members."""

    name = "headrow.partnership.post"
    label = "post"
