"""Routes of the boards app: what meets, and what is watched between meetings."""

from headrow.partnership.boards.urls import meetings, progress

urlpatterns = [*meetings.urlpatterns, *progress.urlpatterns]
