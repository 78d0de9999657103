"""Routes of the insight app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
