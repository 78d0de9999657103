"""The boards app."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """Boards, meetings, decisions, risks, escalations, reports and reviews."""

    name = "headrow.partnership.boards"
    label = "boards"
