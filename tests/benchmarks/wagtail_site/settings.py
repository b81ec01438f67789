"""The settings of `wagtail start`, in production, with a template loader that caches."""

import os
import re
from pathlib import Path

HERE = Path(__file__).parent
_url = re.fullmatch(
    r"postgres:///(?P<NAME>\w+)\?host=(?P<HOST>[^&]+)&user=(?P<USER>\w+)", os.environ["DATABASE_URL"]
)
assert _url
SECRET_KEY = "wagtail"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    | _url.groupdict()
}
INSTALLED_APPS = [
    "wagtail_site",
    *("wagtail.contrib.redirects", "wagtail.users", "wagtail.images", "wagtail.documents", "wagtail.search"),
    *("wagtail.snippets", "wagtail.admin", "wagtail", "modelcluster", "taggit"),
    *("django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"),
    *("django.contrib.messages", "django.contrib.staticfiles"),
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "wagtail_site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
MIGRATION_MODULES = {"wagtail_site": "wagtail_migrations"}  # fill.py makes them
STATIC_URL = "/static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WAGTAIL_SITE_NAME = "Wagtail"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
