"""Routes of risks, escalations, highlight reports, the executive's page, annual reviews, scrutiny."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
