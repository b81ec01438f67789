"""A fixture for the tests of acts: no act forgets the kept lists."""

import pytest
from django.db import connection

from articles.models.listings import mismatches

DATABASE = {"db", "transactional_db"}


@pytest.fixture(autouse=True)
def kept_lists_are_right(request):
    """Compare the kept lists with a fresh count after each test that has the database."""
    wanted = DATABASE.intersection(request.fixturenames)
    if request.node.get_closest_marker("django_db"):
        wanted.add("db")
    for name in wanted:
        request.getfixturevalue(name)  # goes after this fixture
    yield
    if wanted and not connection.needs_rollback:
        assert list(mismatches()) == []
