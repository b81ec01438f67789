import pytest

from tests.public.pages.visitor import HOST, Visitor


@pytest.fixture
def visitor(transactional_db, settings):
    """A front with nothing kept, in front of a Django of its own."""
    settings.ALLOWED_HOSTS = [HOST]
    found = Visitor()
    yield found
    found.front.stop()
