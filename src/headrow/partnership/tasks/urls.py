"""Routes of the tasks app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
