"""Routes of signing in: allauth's views at our addresses, and only those that there is a use for."""

from __future__ import annotations

from allauth.account import urls as account_urls
from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.socialaccount.providers.openid_connect import urls as openid
from django.urls import URLPattern, include, path

from headrow.partnership.web.sign_in import demonstration, views

# Sign-up, own e-mail addresses, telephone numbers and codes by e-mail are not used here.
USED = (
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
)
_account = [
    pattern
    for pattern in account_urls.urlpatterns
    if isinstance(pattern, URLPattern) and pattern.name in USED
]

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/sign-out-everywhere/", views.sign_out_everywhere, name="sign-out-everywhere"),
    path("me/account/", include(_account)),
    path("me/second-factor/", include("allauth.mfa.urls")),
    path("me/sessions/", include("allauth.usersessions.urls")),
    path("sign-in/agency/", include(openid.urlpatterns)),
    path("sign-in/demonstration/", demonstration.sign_in, name="sign-in-demonstration"),
    path("sign-in/second/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    # allauth asks for this address here and there; there is nothing behind it.
    path("sign-up/", views.no_sign_up, name="account_signup"),
    path("sign-out/", account.logout, name="account_logout"),
]
