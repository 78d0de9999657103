"""Django's settings, made from what is set for this installation (deployment.py) and from nothing else."""

from __future__ import annotations

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from headrow.partnership.web import deployment, journal
from headrow.partnership.web.headers import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY

SITE = deployment.read()

SECRET_KEY = SITE.secret_key
SECRET_KEY_FALLBACKS = list(SITE.old_secret_keys)
DEBUG = SITE.debug
ALLOWED_HOSTS = [*SITE.hosts, *SITE.public_hosts]
CSRF_TRUSTED_ORIGINS = [SITE.address]

# The highest first, as the import contracts have them.
APPS = (
    "web",
    "jobs",
    "oversight",
    "publications",
    "boards",
    "consultations",
    "plan",
    "assessments",
    "indicators",
    "insight",
    "tasks",
    "post",
    "directory",
    "audit",
)
INSTALLED_APPS = [
    # Ours first: their templates take the place of those of the libraries.
    *(f"headrow.partnership.{app}" for app in APPS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "headrow.partnership.web.journal.RequestJournal",
    "headrow.partnership.web.status.Status",
    "headrow.partnership.web.headers.Headers",
    "headrow.partnership.web.outage.ServiceUnavailable",
    "headrow.partnership.web.hosts.PublicHost",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "headrow.partnership.web.sign_in.sessions.SessionsThatHold",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "headrow.partnership.web.sign_in.second_factor.SecondFactorNeeded",
    "headrow.partnership.web.one_transaction.OneTransaction",
]

ROOT_URLCONF = "headrow.partnership.web.urls"
PUBLIC_URLCONF = "headrow.partnership.web.public_urls"
PUBLIC_HOSTS = list(SITE.public_hosts)
WSGI_APPLICATION = "headrow.partnership.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "headrow.partnership.web.page_context.on_every_page",
            ],
        },
    },
]
# The look draws forms; Django's own renderer is only for what allauth asks of it.
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"


def _database(url: str | None) -> dict[str, object]:
    """Django's keys for an address of PostgreSQL; a dummy where there is none, as for `makemigrations`."""
    if url is None:
        return {"ENGINE": "django.db.backends.dummy"}
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host, port = options.pop("host", ""), options.pop("port", "")
    threads = int(os.environ.get("HEADROW_POOL", "4"))
    pool = {"min_size": 1, "max_size": threads, "timeout": 10, "max_lifetime": 1800}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or host,
        "PORT": str(parts.port or "") or port,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, **({"pool": pool} if threads else {})},
    }


DATABASES = {"default": _database(SITE.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "headrow_cache",
    }
}

AUTH_USER_MODEL = "directory.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"

# allauth: sign-in by e-mail, no sign-up by oneself, second factors, sessions. See sign_in/.
ACCOUNT_ADAPTER = "headrow.partnership.web.sign_in.accounts.Accounts"
SOCIALACCOUNT_ADAPTER = "headrow.partnership.web.sign_in.single_sign_on.SingleSignOn"
MFA_ADAPTER = "headrow.partnership.web.sign_in.factors.Factors"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Headrow"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE.on_this_machine_only
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_NAME = "headrow" if SITE.on_this_machine_only else "__Host-headrow"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not SITE.on_this_machine_only
CSRF_COOKIE_NAME = "headrow_csrf" if SITE.on_this_machine_only else "__Host-headrow_csrf"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "headrow.partnership.web.failures.csrf_failure"
SECURE_PROXY_SSL_HEADER = None if SITE.on_this_machine_only else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = not SITE.on_this_machine_only
SECURE_HSTS_SECONDS = 0 if SITE.on_this_machine_only else 63_072_000
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
# Served from the packages themselves, so that there is no step between install and serve.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = SITE.debug
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("HEADROW_MAIL_HOST")
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = os.environ.get("HEADROW_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("HEADROW_MAIL_PORT", "587"))
EMAIL_USE_TLS = EMAIL_PORT == 587
DEFAULT_FROM_EMAIL = os.environ.get("HEADROW_MAIL_FROM", "no-reply@localhost")

LOGGING = journal.logging_settings()
HEADROW_ANCHORS = SITE.anchors
HEADROW_VAR = SITE.var
HEADROW_FILES = SITE.files
HEADROW_LOCALITY = SITE.locality
HEADROW_DEMO = SITE.demonstration
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # HSTS, W008 and the cookies are set above for every host but loopback
]
