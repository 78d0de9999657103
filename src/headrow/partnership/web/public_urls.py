"""Routes of the public host."""

from django.urls import path

from headrow.partnership.directory.queries import locality
from headrow.partnership.web.theme import theme

handler400 = "headrow.partnership.web.failures.bad_request"
handler403 = "headrow.partnership.web.failures.forbidden"
handler404 = "headrow.partnership.web.failures.not_found"
handler500 = "headrow.partnership.web.outage.server_error"

urlpatterns = [path("theme.css", theme(locality), name="theme")]
