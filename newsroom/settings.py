"""One settings file; every difference between machines comes from the environment.

A wrong value stops the start with a line that says what to do. README.md lists every setting.
"""

import re
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


class Environment(environ.Env):
    """django-environ, but a wrong boolean or number stops the start: HTTPS=ture is an error, not false.

    An empty variable counts as not set.
    """

    BOOLEAN_FALSE_STRINGS = ("false", "off", "n", "no", "0", "")

    def bool(self, var, default=False):
        value = self.str(var, default="")
        if value.strip().lower() not in self.BOOLEAN_TRUE_STRINGS + self.BOOLEAN_FALSE_STRINGS:
            raise ImproperlyConfigured(f"{var} is {value!r}; it must be true or false.")
        return super().bool(var, default) if value else default

    def int(self, var, default):
        value = self.str(var, default="")
        if value and not re.fullmatch("[0-9]{1,9}", value):
            raise ImproperlyConfigured(f"{var} is {value!r}; it must be a whole number, 0 or more.")
        return int(value) if value else default


env = Environment()

# The files that are written at run time: the SQLite file, uploads, collected static files.
DATA_DIR = Path(env.str("DATA_DIR", default="") or BASE_DIR / ".data")
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(f"DATA_DIR {DATA_DIR} can't be made ({error.strerror}).") from None

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to a long random value, for example the output of: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    SECRET_KEY = "only-for-debugging-on-this-machine"  # noqa: S105 - reached with DEBUG alone
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "newsroom.apps.DeskConfig",  # django.contrib.admin, with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "axes",
    "csp",
    "js_asset",
    "django_prose_editor",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "articles",
]

MIDDLEWARE = [
    "articles.public.replica.reset_read_after_write",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.PolicyMiddleware",
    "newsroom.middleware.Sessions",
    "newsroom.middleware.DeskLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "newsroom.middleware.Accounts",
    "newsroom.middleware.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.middleware.publish_due_copies",
    "newsroom.middleware.set_audit_address",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "newsroom.context_processors.site",
            ],
        },
    },
]

FORM_RENDERER = "newsroom.form_renderer.Renderer"

# --- Data -----------------------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'db.sqlite3'}"
if not DATABASE_URL.startswith(("sqlite:///", "postgres://", "postgresql://")):
    raise ImproperlyConfigured("DATABASE_URL must be sqlite:///PATH or postgres://USER:PASSWORD@HOST/NAME.")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASE_URL.startswith("sqlite:"):
    DATABASES["default"]["OPTIONS"] = {
        # Readers never wait for the writer, and a writer takes its lock at the start of a transaction
        # instead of failing in the middle of it.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
DATABASE_REPLICA_URL = env.str("DATABASE_REPLICA_URL", default="")
if DATABASE_REPLICA_URL:
    if not all(url.startswith("postgres") for url in (DATABASE_URL, DATABASE_REPLICA_URL)):
        raise ImproperlyConfigured("DATABASE_REPLICA_URL needs DATABASE_URL; both must be postgres://…")
    DATABASES["replica"] = DATABASES["default"] | env.db_url_config(DATABASE_REPLICA_URL)
    DATABASE_ROUTERS = ["articles.public.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", default=64)  # kept pages of each process; 0 keeps none
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHE_URL = env.str("CACHE_URL", default="")
if CACHE_URL:
    if not CACHE_URL.startswith(("redis://", "rediss://", "filecache://")):
        raise ImproperlyConfigured("CACHE_URL must be redis://HOST:PORT/NUMBER or filecache:///PATH.")
    # A page is made rather than waited for.
    patience = {} if CACHE_URL.startswith("file") else {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}
    kept = {"OPTIONS": patience} if patience else {"OPTIONS": {"MAX_ENTRIES": 10_000}}
    CACHES["pages"] = kept | env.cache_url_config(CACHE_URL)

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "articles.media.storage.MediaStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="zh-hans")
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(f"LANGUAGE_CODE is {LANGUAGE_CODE!r}; it must be zh-hans or en.")
LOCALE_PATHS = [BASE_DIR / "articles" / "locale"]  # before Django's own, to override its terms
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Shanghai")
try:
    ZoneInfo(TIME_ZONE)
except (KeyError, ValueError, OSError):  # which of them depends on the version of Python
    raise ImproperlyConfigured(
        f"TIME_ZONE is {TIME_ZONE!r}, which this machine doesn't know (Debian's package tzdata lists them)."
    ) from None

# --- The site's own texts: empty ones are not printed -----------------------------------------------

SITE_NAME = env.str("SITE_NAME", default="检察新闻")
SITE_URL = env.str("SITE_URL", default="").rstrip("/")  # https://www.example.gov.cn, for links in feeds
if SITE_URL and not SITE_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured(f"SITE_URL is {SITE_URL!r}; it must begin with https:// or http://.")
SITE_DESCRIPTION = env.str("SITE_DESCRIPTION", default="")
SITE_ORGANISER = env.str("SITE_ORGANISER", default="")  # 主办单位
SITE_ICP = env.str("SITE_ICP", default="")  # ICP 备案号
SITE_POLICE_RECORD = env.str("SITE_POLICE_RECORD", default="")  # 公安备案号
SITE_ID_CODE = env.str("SITE_ID_CODE", default="")  # 网站标识码

# Limits of one upload: a folder of files, a long pasted text.
DATA_UPLOAD_MAX_NUMBER_FILES = 2000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

TAGGIT_CASE_INSENSITIVE = True

# --- Long work ------------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Who works the queue: a thread of one web process on each machine, or `manage.py worker` alone.
TASKS_WORKER = env.str("TASKS_WORKER", default="") or "web"
if TASKS_WORKER not in ("web", "separate"):
    raise ImproperlyConfigured(f"TASKS_WORKER is {TASKS_WORKER!r}; it must be web or separate.")

# --- People at the desk ---------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: a locked account is not asked for its password
    "django.contrib.auth.backends.ModelBackend",
]
# This many wrong passwords for one account from one address lock it for this many minutes.
AXES_FAILURE_LIMIT = env.int("LOGIN_ATTEMPTS", default=5)
AXES_COOLOFF_TIME = timedelta(minutes=env.int("LOGIN_PAUSE", default=15))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "newsroom.admin_site.locked"
AXES_CLIENT_IP_CALLABLE = "articles.editorial.audit.address_of"
AXES_DISABLE_ACCESS_LOG = True  # the audit log has the logins
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- Safety ---------------------------------------------------------------------------------------

HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# Seconds for which a browser uses https only; this can not be revoked: start with an hour.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = [
    "security.W005",
    "security.W021",
]  # subdomains and preload of HSTS: a decision of the site
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    # The proxy in front must set this header itself and drop the one that a client sends.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],  # data: for the small icons in the admin's own style sheets
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# --- Mail and logs --------------------------------------------------------------------------------

try:
    vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
except ImproperlyConfigured as error:
    raise ImproperlyConfigured(f"EMAIL_URL: {error}; write smtp+tls://USER:PASSWORD@HOST:587.") from None
EMAIL_IS_SET = bool(env.str("EMAIL_URL", default=""))  # without it no notices are sent
EMAIL_TIMEOUT = 10  # seconds; a password that is reset waits for the mail
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="webmaster@localhost")

LOG_LEVEL = env.str("LOG_LEVEL", default="") or "WARNING"
if LOG_LEVEL not in (LEVELS := ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")):
    raise ImproperlyConfigured(f"LOG_LEVEL is {LOG_LEVEL!r}; it must be one of {', '.join(LEVELS)}.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
