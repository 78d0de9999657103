"""Routes of the public host: the few pages that are answered live, then the files of the release."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from headrow.partnership.directory.queries import locality
from headrow.partnership.publications.views import public
from headrow.partnership.web.theme import theme

handler400 = "headrow.partnership.web.failures.bad_request"
handler403 = "headrow.partnership.web.failures.forbidden"
handler404 = "headrow.partnership.web.failures.not_found"
handler500 = "headrow.partnership.web.outage.server_error"

urlpatterns = [
    path("theme.css", login_not_required(theme(locality)), name="theme"),
    path("releases/", login_not_required(public.editions), name="editions"),
    re_path(
        r"^releases/(?P<number>[1-9][0-9]{0,5})/(?P<address>.*)$",
        login_not_required(public.earlier),
        name="earlier-edition",
    ),
    re_path(r"^(?P<address>.*)$", login_not_required(public.page), name="public-page"),
]
