"""Routes of boards, seats, meetings, papers, decisions, minutes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
