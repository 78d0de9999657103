"""Routes of assessments."""

from django.urls import path

from headrow.partnership.assessments import views

ONE = "assessments/<uuid:key>/"

urlpatterns = [
    path("assessments/", views.assessment_list, name="assessments"),
    path(ONE, views.assessment, name="assessment"),
    path(f"{ONE}boxes/<slug:box>/", views.judge, name="assessment-judge"),
    path(f"{ONE}check/", views.check, name="assessment-check"),
    path(f"{ONE}sign/", views.sign, name="assessment-sign"),
]
