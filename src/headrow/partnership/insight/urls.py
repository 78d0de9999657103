"""Routes of figures."""

from django.urls import path

from headrow.partnership.insight import views

urlpatterns = [
    path("figures/", views.figure_list, name="figures"),
    path("figures/<uuid:key>/", views.figure, name="figure"),
    path("figures/<uuid:key>.json", views.figure_json, name="figure-json"),
    path("figures/<uuid:key>.csv", views.figure_csv, name="figure-csv"),
    path("sources/", views.sources, name="sources"),
]
