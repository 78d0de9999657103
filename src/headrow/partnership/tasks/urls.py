"""Routes of actions."""

from django.urls import path

from headrow.partnership.tasks import views

urlpatterns = [
    path("tasks/", views.task_list, name="tasks"),
    path("tasks/<uuid:key>/", views.task_page, name="task"),
    path("tasks/<uuid:key>/answer/", views.answer, name="task-answer"),
    path("tasks/<uuid:key>/move/", views.move, name="task-move"),
    path("tasks/<uuid:key>/confirm/", views.confirm, name="task-confirm"),
    path("tasks/<uuid:key>/send-back/", views.send_back, name="task-send-back"),
]
