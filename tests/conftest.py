"""What every test stands on: settings of their own, and the fixed cast."""

import pytest

from tests.builders import make_superuser, make_user


@pytest.fixture(autouse=True)
def _plain_settings(settings, tmp_path):
    """No test writes outside its own folder, asks for https, or needs collected static files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SECURE_SSL_REDIRECT = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def reporter(db):
    return make_user("reporter", role="记者")


@pytest.fixture
def first_reviewer(db):
    return make_user("first", role="初审")


@pytest.fixture
def second_reviewer(db):
    return make_user("second", role="复审")


@pytest.fixture
def final_reviewer(db):
    return make_user("final", role="终审")


@pytest.fixture
def chief(db):
    return make_superuser("chief")


@pytest.fixture
def stranger(db):
    return make_user("stranger")
