"""The project's settings as tests run them: the same file, from an environment that never varies.

Only DATABASE_URL is taken from outside, so that the same tests run on either database.
"""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

import newsroom

_SETTINGS = (Path(newsroom.__file__).parent / "settings.py").read_text(encoding="utf-8")
for _name in re.findall(r'env\.\w+\(\s*"(\w+)"', _SETTINGS):
    if _name != "DATABASE_URL":
        os.environ.pop(_name, None)
_FOLDER = tempfile.mkdtemp(prefix="newsroom-tests-")
(Path(_FOLDER) / "static").mkdir()  # collected files stand there; WhiteNoise warns where it is missing
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ.update(
    {
        "SECRET_KEY": "a-key-for-tests-only-long-enough-to-pass-the-deployment-checks",
        "DEBUG": "false",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "DATA_DIR": _FOLDER,
        "SITE_URL": "https://news.example.gov.cn",
    }
)

from newsroom.settings import *  # noqa: E402, F403 - after the environment is set
from newsroom.settings import DATABASES, STORAGES  # noqa: E402 - likewise

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in production: in memory, the threads of a live server would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": f"{_FOLDER}/test.sqlite3"}

SECURE_SSL_REDIRECT = False  # the test client and the live server speak plain http
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
TASKS_WORKER = "separate"  # no thread beside a test
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # at once
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, for accounts of a moment
STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # looked for when asked for, not at each start
