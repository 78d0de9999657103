"""Routes of consultations."""

from django.urls import path

from headrow.partnership.consultations import views

ONE = "consultations/<uuid:key>/"

urlpatterns = [
    path("consultations/", views.consultation_list, name="consultations"),
    path("consultations/new/", views.log, name="consultation-new"),
    path(ONE, views.consultation, name="consultation"),
    path(f"{ONE}open/", views.move, {"to": "open"}, name="consultation-open"),
    path(f"{ONE}close/", views.move, {"to": "close"}, name="consultation-close"),
    path(f"{ONE}reply/", views.reply, name="consultation-reply"),
    path(f"{ONE}answers/<uuid:answer>/code/", views.code, name="answer-code"),
    path("heard/", views.heard, name="heard"),
]
