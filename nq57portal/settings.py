"""The one settings file.

Without any environment variable it describes a trial installation on one machine: SQLite, jobs
through files, mail into files, the demo campaign. ``PRODUCTION=1`` turns the guesses off: secrets
and host names must then be given. Every variable is described in ``docs/configuration.md``.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from nq57portal import filequeue
from nq57portal.env import (
    database,
    envbool,
    envchoice,
    envhours,
    envint,
    envlist,
    envsecret,
    envstr,
    generated_secret,
    refuse,
)
from nq57portal.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What kind of installation this is ------------------------------------------------------------

PRODUCTION = envbool("PRODUCTION", False)
DEBUG = envbool("DEBUG", False)
if PRODUCTION and DEBUG:
    refuse("DEBUG shows secrets to visitors: it cannot be on together with PRODUCTION.")
DEMO_MODE = envbool("DEMO_MODE", not PRODUCTION)

VAR_DIR = Path(envstr("VAR_DIR", str(BASE_DIR / "var"))).absolute()

if PRODUCTION:
    SECRET_KEY = envsecret("SECRET_KEY")
    SIGNING_KEY = envsecret("SIGNING_KEY")
    ALLOWED_HOSTS = envlist("ALLOWED_HOSTS")
    BASE_URL = envstr("BASE_URL").rstrip("/")
else:
    SECRET_KEY = envsecret("SECRET_KEY", "") or generated_secret(VAR_DIR / "secret_key")
    SIGNING_KEY = envsecret("SIGNING_KEY", "") or generated_secret(VAR_DIR / "signing_key")
    ALLOWED_HOSTS = envlist("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
    BASE_URL = envstr("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
# SIGNING_KEY encrypts the stored signing certificates (PKCS#12) and second factors; it is a key of
# its own so that a new SECRET_KEY signs people out without making those unreadable.

PORTAL_NAME = envstr("PORTAL_NAME", "Cổng Kế hoạch – Báo cáo")
SUPPORT_PHONE = envstr("SUPPORT_PHONE", "")
# Days after its limit on which a period for reporting is closed (screens §8).
REPORT_LOCK_DAYS = envint("REPORT_LOCK_DAYS", 5)
UPLOAD_MAX_BYTES = envint("UPLOAD_MAX_MB", 25, minimum=1) * 1024 * 1024

# --- Applications ---------------------------------------------------------------------------------

INSTALLED_APPS = [
    "nq57portal",
    "reports",
    "plans",
    "directives",
    "documents",
    "activity",
    "units",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # After the check of the form's token, before the way to the sign-in page.
    "nq57portal.kept_forms.KeptFormMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "units.middleware.ActingUnitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last: it turns a refused sign-in into the lock page on the way out.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "nq57portal.urls"
WSGI_APPLICATION = "nq57portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nq57portal.context.portal",
            ],
        },
    },
]
# Widgets come from the same template folders as pages, so templates/django/forms can restyle them.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Data -----------------------------------------------------------------------------------------

DATABASES = {
    "default": database(envsecret("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = envsecret("REDIS_URL", "")
if REDIS_URL:
    CACHES: dict[str, dict[str, Any]] = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "nq57",
            # Django would pickle; whoever can write to Redis could then run code here.
            "OPTIONS": {
                "serializer": "nq57portal.cache.JsonSerializer",
                "socket_connect_timeout": 3,
            },
        }
    }
else:
    # One web process serves an installation without Redis, so its own memory is enough.
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
# Where a site keeps fonts of its own for the papers, such as a licensed Times New Roman.
DOCUMENT_FONT_DIR = envstr("DOCUMENT_FONT_DIR", "")
# Papers are private: no address serves this folder, only views that ask who is looking.
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o640, "directory_permissions_mode": 0o750},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# A trial run has no collectstatic step: files are served from where they lie.
WHITENOISE_USE_FINDERS = not PRODUCTION
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "nq57portal.uploads.LimitedUploadHandler",
]
# A long plan is text in one form; a tree of units to tick is many fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# 500 papers may be brought in at once; one more, so that the form can say how many is too many.
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

# --- People ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "units.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": f"{_PASSWORDS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": f"{_PASSWORDS}.MinimumLengthValidator"},
    {"NAME": f"{_PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{_PASSWORDS}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "nq57portal.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Django's own: allauth's would copy addresses into a second table whenever a link is looked at.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
# A mail to somebody without an account would come from a stranger.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "nq57portal.forms_accounts.LoginForm",
    "reset_password": "nq57portal.forms_accounts.ResetPasswordForm",
    "reset_password_from_key": "nq57portal.forms_accounts.ResetPasswordKeyForm",
    "change_password": "nq57portal.forms_accounts.ChangePasswordForm",
    "reauthenticate": "nq57portal.forms_accounts.ReauthenticateForm",
}
# Failed sign-ins are counted by axes, which keeps them in the database and shows the lock page;
# "login_failed" is left to count wrong one-time codes (nq57portal/accounts.py).
# Those that succeed are not counted: in the morning a whole office signs in from one address.
ACCOUNT_RATE_LIMITS = {"login": False, "login_failed": "5/5m/key"}
MFA_ADAPTER = "nq57portal.accounts.MFAAdapter"
MFA_FORMS = {
    "authenticate": "nq57portal.forms_accounts.AuthenticateForm",
    "reauthenticate": "nq57portal.forms_accounts.CodeReauthenticateForm",
    "activate_totp": "nq57portal.forms_accounts.ActivateTOTPForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = PORTAL_NAME

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# The page promises "15 phút"; trying again meanwhile must not make it longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "nq57portal.accounts.client_username"
AXES_CLIENT_IP_CALLABLE = "nq57portal.accounts.client_ip"

# --- Browser --------------------------------------------------------------------------------------

SECURE_COOKIES = envbool("SECURE_COOKIES", PRODUCTION)
# How many proxies of our own stand before the web server and may be believed about who calls.
PROXY_COUNT = envint("PROXY_COUNT", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = envlist("CSRF_TRUSTED_ORIGINS", BASE_URL)
CSRF_FAILURE_VIEW = "nq57portal.views.stale_form"
SESSION_COOKIE_AGE = 60 * 60
SESSION_SAVE_EVERY_REQUEST = True  # an hour of silence signs out, not an hour of work
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/?$"]  # the health check is asked from inside, without TLS
SECURE_HSTS_SECONDS = envint("HSTS_SECONDS", 31_536_000 if SECURE_COOKIES else 0)
# PDF previews are shown in a frame of our own pages, hence frame and object from ourselves.
X_FRAME_OPTIONS = "SAMEORIGIN"
# Of Django's advice for servers, three points are not ours to decide or decided otherwise above:
# the office's other host names (W005, W021) and frames of our own pages (W019).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the second factor's QR code is a data: picture
        "frame-src": [SELF],
        "object-src": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}

# --- Language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- Mail -----------------------------------------------------------------------------------------

EMAIL_HOST = envstr("EMAIL_HOST", "")
EMAIL_PORT = envint("EMAIL_PORT", 587)
EMAIL_HOST_USER = envstr("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = envsecret("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = envbool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 20
EMAIL_USE_LOCALTIME = True  # Hanoi's clock in the Date line
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
DEFAULT_FROM_EMAIL = envstr("DEFAULT_FROM_EMAIL", f"{PORTAL_NAME} <khong-tra-loi@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# When nobody is disturbed, on Hanoi's clock; a limit of the same night is the one exception.
QUIET_HOURS = envhours("QUIET_HOURS", "21:00-06:00")

# --- Zalo, SMS ------------------------------------------------------------------------------------

# Off without an address. Whoever runs the gateway turns each signed request into a message.
MESSAGE_WEBHOOK_URL = envstr("MESSAGE_WEBHOOK_URL", "")
if MESSAGE_WEBHOOK_URL and not MESSAGE_WEBHOOK_URL.startswith(("https://", "http://")):
    refuse("MESSAGE_WEBHOOK_URL must begin with https:// (or http:// inside one network).")
MESSAGE_WEBHOOK_SECRET = envsecret("MESSAGE_WEBHOOK_SECRET", None if MESSAGE_WEBHOOK_URL else "")

# --- Signing --------------------------------------------------------------------------------------

# The library of the maker of a signing device at this server; without one that way is not offered.
PKCS11_MODULE = envstr("PKCS11_MODULE", "")
TSA_URL = envstr("TSA_URL", "")
if TSA_URL and not TSA_URL.startswith(("http://", "https://")):
    refuse("TSA_URL is not an address such as https://tsa.example.vn/.")

# --- Jobs -----------------------------------------------------------------------------------------

CELERY_TIMEZONE = TIME_ZONE
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = CELERY_EVENT_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
# A job is acknowledged when done, so one whose worker died is run again; every job may run twice.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
# In kilobytes. Laying out papers leaves some memory behind; a child beyond this is replaced after
# its job.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        # Longer than any job may take, or Redis would hand a running job to a second worker.
        "visibility_timeout": 1200,
        # A page must not hang on a Redis that is away: the sweeper finds the job later.
        "socket_connect_timeout": 3,
    }
else:
    _queue = VAR_DIR / "queue"
    for _folder in ("messages", "control"):
        (_queue / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = filequeue.register()
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "messages"),
        "data_folder_out": str(_queue / "messages"),
        "control_folder": str(_queue / "control"),
        "polling_interval": 0.5,
    }
    # One worker on one machine has nobody to talk to, and each word would be a file left behind.
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
# Kept in memory: beat's usual schedule file is a pickle, and every periodic job looks for what is
# due by itself, so nothing is lost when beat was down.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = SCHEDULE

# --- Log ------------------------------------------------------------------------------------------

LOG_LEVEL = envchoice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # WeasyPrint's layers report every unknown CSS property and every font table they subset.
        "fontTools": {"level": "ERROR"},
        # pyHanko tells each flaw of an uploaded file with a traceback; the verdict says it better.
        "pyhanko": {"level": "ERROR"},
        "pyhanko_certvalidator": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
