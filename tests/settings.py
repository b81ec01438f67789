"""The project's settings as tests run them: the same file, from an environment that never varies."""

import os
import tempfile

os.environ.update(
    {
        "SECRET_KEY": "a-key-for-tests-only-long-enough-to-pass-the-deployment-checks",
        "DEBUG": "false",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "DATA_DIR": tempfile.mkdtemp(prefix="newsroom-tests-"),
        "SITE_URL": "https://news.example.gov.cn",
    }
)

from newsroom.settings import *  # noqa: F403 - after the environment is set
from newsroom.settings import STORAGES

SECURE_SSL_REDIRECT = False  # the test client and the live server speak plain http
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, for accounts of a moment
STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
