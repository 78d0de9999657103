"""Routes of the running state."""

from django.urls import path

from headrow.partnership.web.running import views

urlpatterns = [
    path("admin/health/", views.running, name="health"),
    path("admin/settings/", views.as_read, name="settings-as-read"),
]
