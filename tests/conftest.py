"""What every test stands on: a folder for uploads, and the fixed cast."""

import pytest

from tests.builders import make_superuser, make_user


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """No test leaves an upload behind for another."""
    settings.MEDIA_ROOT = tmp_path / "media"


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
