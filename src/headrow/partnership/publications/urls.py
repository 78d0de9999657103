"""Routes of publishing."""

from django.urls import path, re_path

from headrow.partnership.publications.views import staff

urlpatterns = [
    path("releases/", staff.releases, name="releases"),
    path("releases/<int:number>/", staff.release, name="release"),
    path("releases/<int:number>/agree/", staff.agree, name="release-agree"),
    path("releases/<int:number>/publish/", staff.publish, name="release-publish"),
    path("releases/<int:number>/serve/", staff.serve, name="release-serve"),
    path("releases/<int:number>/withdraw/", staff.withdraw, name="release-withdraw"),
    re_path(
        r"^releases/(?P<number>[1-9][0-9]{0,5})/preview/(?P<address>.*)$",
        staff.preview,
        name="release-preview",
    ),
]
