"""Routes of people."""

from django.urls import path

from headrow.partnership.directory import views

urlpatterns = [
    path("can/", views.can_i, name="can"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/waiting/", views.waiting, name="posts-waiting"),
    path("people/invitations/<uuid:key>/withdraw/", views.withdraw, name="invitation-withdraw"),
    path("people/<uuid:key>/", views.person, name="person"),
    path("people/<uuid:key>/give/", views.give, name="person-give"),
    path("people/<uuid:key>/sign-out/", views.sign_out_member, name="person-sign-out"),
    path("posts/<uuid:key>/end/", views.end, name="post-end"),
    path("posts/<uuid:key>/confirm/", views.confirm, name="post-confirm"),
    path("access-review/", views.access_review, name="access-review"),
    path("invited/<str:token>/", views.invited, name="invited"),
]
