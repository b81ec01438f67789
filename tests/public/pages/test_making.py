"""One request makes a page while the others wait; what fails never breaks a page."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection

from articles.public.pages import front as fronts
from articles.public.pages import known
from articles.public.pages.front import in_front
from tests.builders import make_published

pytestmark = pytest.mark.on_both_databases


@pytest.fixture
def slow(visitor):
    """Django answers when `go` is set; `begun` says that it was asked."""
    django, go, begun = visitor.django, threading.Event(), threading.Event()

    def wait(environ, start_response):
        begun.set()
        go.wait(10)
        return django(environ, start_response)

    visitor.django, visitor.go, visitor.begun = wait, go, begun
    return visitor


def at_the_same_time(visitor, *addresses):
    """Ask in threads; let Django answer when all wait for it."""

    def ask(address):
        try:
            return visitor.get(address)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(addresses)) as threads:
        answers = [threads.submit(ask, address) for address in addresses]
        visitor.begun.wait(10)
        threading.Event().wait(0.3)
        visitor.go.set()
        return [answer.result() for answer in answers]


def test_one_request_makes_a_page_and_the_others_wait(slow):
    answers = at_the_same_time(slow, *["/"] * 4)
    assert len({answer.text for answer in answers}) == 1
    assert slow.asked == ["/"]


def test_different_pages_do_not_wait_for_each_other(slow):
    at_the_same_time(slow, "/", "/reports/")
    assert sorted(slow.asked) == ["/", "/reports/"]


def test_who_waits_too_long_makes_the_page(slow, monkeypatch):
    monkeypatch.setattr(fronts, "WAIT", 0.01)
    at_the_same_time(slow, "/", "/")
    assert slow.asked == ["/", "/"]


def test_who_waited_for_a_404_asks_django(slow):
    answers = at_the_same_time(slow, "/reports/?page=9", "/reports/?page=9")
    assert [answer.status for answer in answers] == [404, 404]


def test_a_request_after_an_act_does_not_wait_for_a_page_from_before(slow):
    slow.go.set()
    slow.get("/")
    slow.go.clear()
    slow.front.store.period = fronts.Store(1).period
    with ThreadPoolExecutor(1) as threads:
        slow.begun.clear()
        early = threads.submit(lambda: (slow.get("/"), connection.close()))
        slow.begun.wait(10)
        make_published("检察开放日")
        slow.go.set()
        assert "检察开放日" in slow.get("/").text
        early.result()
    assert "检察开放日" in slow.get("/").text


def test_a_page_during_whose_making_the_site_changed_is_not_kept(visitor):
    django = visitor.django

    def change(environ, start_response):
        response = django(environ, start_response)
        make_published("检察开放日")
        visitor.django = django
        return response

    visitor.django = change
    assert "检察开放日" not in visitor.get("/").text
    assert "检察开放日" in visitor.get("/").text


def test_a_page_is_served_where_data_dir_can_not_hold_the_number(
    visitor, settings, tmp_path, caplog, monkeypatch
):
    known.known_number()  # that of the tests after this one
    settings.DATA_DIR = tmp_path / "missing"
    monkeypatch.setattr(fronts, "known_number", lambda: known.of_process.__wrapped__(0))
    assert [visitor.get("/").status for _ in range(3)] == [200] * 3
    assert visitor.asked == ["/"] * 3
    assert caplog.text.count("No page is kept") == 1


def test_a_page_is_served_where_the_next_end_can_not_be_asked(visitor, monkeypatch):
    def fail(now):
        raise DatabaseError("gone")

    monkeypatch.setattr(fronts, "next_end", fail)
    assert visitor.get("/").status == 200
    assert not visitor.is_kept("/")


def test_what_django_raises_is_no_deadlock(visitor):
    def fail(environ, start_response):
        raise MemoryError

    django, visitor.django = visitor.django, fail
    with pytest.raises(MemoryError):
        visitor.get("/")
    visitor.django = django
    assert visitor.get("/").status == 200


def test_django_is_told_when_the_answer_was_sent(visitor):
    told = []
    django = visitor.django

    def note(environ, start_response):
        response = django(environ, start_response)
        close = response.close
        response.close = lambda: (told.append(1), close())
        return response

    visitor.django = note
    visitor.get("/")
    visitor.get("/")
    assert told == [1]


@pytest.mark.parametrize(("debug", "megabytes"), [(True, 64), (False, 0)])
def test_there_is_no_front_where_the_settings_switch_it_off(settings, debug, megabytes):
    settings.DEBUG, settings.PAGE_CACHE_MB = debug, megabytes
    assert in_front(print) is print
