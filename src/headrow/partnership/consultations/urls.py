"""Routes of the consultations app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
