"""Routes of the post app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
