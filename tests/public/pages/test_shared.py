"""Pages that processes share by CACHE_URL; what fails there never breaks a page."""

import time

import pytest
from django.core.cache import caches

from articles.public.pages import shared
from tests.builders import make_published
from tests.public.pages.visitor import Visitor

pytestmark = pytest.mark.on_both_databases

LOCAL = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"}


@pytest.fixture
def processes(visitor, settings):
    """Make fronts that share their pages, as so many processes do."""
    made = []

    def make(number=2, **backend):
        settings.CACHES = settings.CACHES | {"pages": backend or LOCAL}
        caches["pages"].clear()
        made.extend(Visitor() for _ in range(number))
        for each in made:
            begin(each)
        return made

    yield make
    for each in made:
        each.front.stop()


def begin(visitor):
    """Wait until a front knows its database."""
    visitor.get("/robots.txt")
    end = time.monotonic() + 10
    while not visitor.front._origin() and time.monotonic() < end:
        time.sleep(0.01)
    visitor.asked.clear()


def test_a_page_is_made_by_one_process(processes):
    make_published("检察开放日")
    one, other = processes()
    assert one.get("/", accept_encoding="br") == other.get("/", accept_encoding="br")
    assert one.get("/").text == other.get("/").text
    assert (one.asked, other.asked) == (["/"], [])


def test_a_change_is_seen_by_all(processes):
    one, other = processes()
    for each in (one, other):
        each.get("/")
    make_published("检察开放日")
    assert all("检察开放日" in each.get("/").text for each in (one, other))


def test_pages_of_other_settings_are_not_shared(processes, settings):
    one, other = processes()
    one.get("/")
    settings.SITE_NAME = "另一个网站"
    shared._version.cache_clear()
    assert "另一个网站" in other.get("/").text
    shared._version.cache_clear()


def test_pages_of_another_database_are_not_shared(processes):
    one, other = processes()
    one.get("/")
    other.front.listener.origin = "restored"
    other.get("/")
    assert other.asked == ["/"]


def test_a_page_whose_time_is_over_is_not_taken(processes, monkeypatch):
    one, other = processes()
    one.get("/")
    now = time.time()
    monkeypatch.setattr(shared.time, "time", lambda: now + 4000)
    other.get("/")
    assert other.asked == ["/"]


@pytest.mark.parametrize("value", [b"", b"nonsense", b"[]\n", b'{"a": 1}\nx', b"\xff\xfe", "text", 7])
def test_what_somebody_else_put_there_is_no_page(processes, monkeypatch, value):
    (one,) = processes(1)
    monkeypatch.setattr(caches["pages"], "get", lambda name: value)
    monkeypatch.setattr(one.front.shared, "_cache", caches["pages"])
    assert one.get("/").status == 200


def test_a_redis_that_does_not_answer_breaks_no_page(processes, caplog, settings):
    backend = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"socket_connect_timeout": 0.1},
    }
    settings.CACHES = settings.CACHES | {"pages": backend}
    visitor = Visitor()
    begin(visitor)
    assert visitor.get("/").status == 200
    assert visitor.get("/reports/").status == 200
    assert visitor.is_kept("/")
    assert caplog.text.count("Pages are not shared") == 1
    visitor.front.stop()


def test_a_folder_that_can_not_be_written_breaks_no_page(visitor, settings, tmp_path):
    (tmp_path / "file").write_text("")
    backend = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(tmp_path / "file" / "below"),
    }
    settings.CACHES = settings.CACHES | {"pages": backend}
    one = Visitor()
    assert one.get("/").status == 200
    assert one.is_kept("/")
    one.front.stop()


def test_a_folder_is_shared(processes, tmp_path):
    backend = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(tmp_path / "pages"),
    }
    one, other = processes(2, **backend)
    one.get("/")
    other.get("/")
    assert other.asked == []
