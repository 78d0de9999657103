"""Routes of setting up a partnership."""

from django.urls import path

from headrow.partnership.web.setup_wizard import views

urlpatterns = [
    path("admin/setup/", views.begin, name="setup"),
    path("admin/setup/check/", views.check, name="setup-check"),
    path("admin/setup/done/", views.done, name="setup-done"),
    path("admin/setup/<slug:slug>/", views.step, name="setup-step"),
]
