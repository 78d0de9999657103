"""Routes of the publications app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
