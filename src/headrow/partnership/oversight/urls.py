"""Routes of oversight."""

from django.urls import path

from headrow.partnership.oversight import views

urlpatterns = [
    path("looked/", views.looked, name="looked"),
    path("audit/", views.record, name="audit"),
    path("people/<uuid:key>/leave/", views.leave, name="person-leave"),
]
