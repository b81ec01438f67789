"""The product's settings for web servers that a test starts, with static files that nobody collects."""

from newsroom.settings import *  # noqa: F403 - all of them
from newsroom.settings import STORAGES

STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
