"""Every route of the staff host: each app's own, the highest app first."""

from django.urls import include, path

from headrow.partnership.directory.queries import locality
from headrow.partnership.web import views
from headrow.partnership.web.theme import theme

handler400 = "headrow.partnership.web.failures.bad_request"
handler403 = "headrow.partnership.web.failures.forbidden"
handler404 = "headrow.partnership.web.failures.not_found"
handler500 = "headrow.partnership.web.outage.server_error"

APPS = (
    "oversight",
    "publications",
    "boards",
    "consultations",
    "plan",
    "assessments",
    "indicators",
    "insight",
    "tasks",
    "post",
    "directory",
)

urlpatterns = [
    path("", views.your_work, name="your-work"),
    path("theme.css", theme(locality), name="theme"),
    path("", include("headrow.partnership.web.sign_in.urls")),
    path("", include("headrow.partnership.web.running.urls")),
    path("", include("headrow.partnership.web.setup_wizard.urls")),
    *(path("", include(f"headrow.partnership.{app}.urls")) for app in APPS),
]
