"""Routes of indicators."""

from django.urls import path

from headrow.partnership.indicators import views

ONE = "indicators/<uuid:key>/"

urlpatterns = [
    path("indicators/", views.indicator_list, name="indicators"),
    path(ONE, views.indicator, name="indicator"),
    path(f"{ONE}values.csv", views.values_csv, name="indicator-csv"),
    path(f"{ONE}return/", views.typed_return, name="indicator-return"),
    path(f"{ONE}upload/", views.upload, name="indicator-upload"),
    path(f"{ONE}returns/<uuid:held>/undo/", views.undo, name="return-undo"),
    path(f"{ONE}define/", views.define, name="indicator-define"),
    path(f"{ONE}rebase/", views.rebase, name="indicator-rebase"),
    path(f"{ONE}comment/", views.comment, name="indicator-comment"),
]
