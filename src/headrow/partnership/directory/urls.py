"""Routes of the directory app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
