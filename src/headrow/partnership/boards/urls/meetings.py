"""Routes of boards, seats, meetings, papers, decisions, minutes."""

from django.urls import path

from headrow.partnership.boards.views import bodies, decisions, live, meetings, minutes, papers

MEETING = "meetings/<uuid:key>/"

urlpatterns = [
    path("boards/", bodies.board_tree, name="boards"),
    path("boards/<uuid:key>/", bodies.board, name="board"),
    path("boards/<uuid:key>/seats/", bodies.seats, name="board-seats"),
    path("boards/<uuid:key>/terms/", bodies.terms, name="board-terms"),
    path("boards/<uuid:key>/groups/", bodies.groups, name="board-groups"),
    path("boards/<uuid:key>/schedule/", meetings.schedule, name="meeting-schedule"),
    path("boards/<uuid:key>/calendar.ics", meetings.calendar, name="board-calendar"),
    path("boards/<uuid:key>/seats/<uuid:seat>/end/", bodies.end_seat, name="seat-end"),
    path("boards/<uuid:key>/cycle/", bodies.cycle, name="board-cycle"),
    path("boards/<uuid:key>/urgent/", decisions.urgent, name="decision-urgent"),
    path("agencies/<uuid:key>/name/", bodies.rename_agency, name="agency-rename"),
    path("agencies/<uuid:key>/end/", bodies.end_agency, name="agency-end"),
    path("agencies/", bodies.agency_list, name="agencies"),
    path("agencies/<uuid:key>/", bodies.agency, name="agency"),
    path("meetings/", meetings.meeting_list, name="meetings"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}cancel/", meetings.cancel, name="meeting-cancel"),
    path(f"{MEETING}agenda/", meetings.agenda, name="meeting-agenda"),
    path(f"{MEETING}agenda/add/", meetings.add_item, name="agenda-add"),
    path(f"{MEETING}agenda/<uuid:item>/drop/", meetings.drop_item, name="agenda-drop"),
    path(f"{MEETING}publish/", meetings.publish, name="meeting-publish"),
    path(f"{MEETING}papers/", papers.paper_list, name="meeting-papers"),
    path(f"{MEETING}papers/new/", papers.write, name="paper-new"),
    path(f"{MEETING}pack.pdf", papers.pack, name="meeting-pack"),
    path("papers/<uuid:key>/", papers.paper, name="paper"),
    path("papers/<uuid:key>/change/", papers.rewrite, name="paper-change"),
    path("papers/<uuid:key>/publish/", papers.publish, name="paper-publish"),
    path(f"{MEETING}live/", live.room, name="meeting-live"),
    path(f"{MEETING}live/attendance/<uuid:attendee>/", live.attendance, name="live-attendance"),
    path(f"{MEETING}live/<uuid:item>/", live.item, name="live-item"),
    path(f"{MEETING}live/<uuid:item>/interest/", live.interest, name="live-interest"),
    path(f"{MEETING}live/<uuid:item>/decision/", live.decision, name="live-decision"),
    path(f"{MEETING}live/<uuid:item>/action/", live.action, name="live-action"),
    path(f"{MEETING}open/", live.open_meeting, name="meeting-open"),
    path(f"{MEETING}close/", live.close_meeting, name="meeting-close"),
    path(f"{MEETING}minutes/", minutes.minutes, name="meeting-minutes"),
    path(f"{MEETING}minutes/edit/", minutes.edit, name="minutes-edit"),
    path(f"{MEETING}minutes/agree/", minutes.agree, name="minutes-agree"),
    path(f"{MEETING}minutes/publish/", minutes.publish, name="minutes-publish"),
    path("decisions/", decisions.decision_list, name="decisions"),
    path("decisions/<uuid:key>/", decisions.decision, name="decision"),
]
