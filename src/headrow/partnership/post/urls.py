"""Routes of notices."""

from django.urls import path

from headrow.partnership.post import views

urlpatterns = [
    path("messages/", views.messages, name="messages"),
    path("messages/failed/", views.failed, name="messages-failed"),
    path("messages/<uuid:key>/read/", views.read, name="message-read"),
]
