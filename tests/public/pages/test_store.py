"""The store is bounded in pages and bytes, and holds one generation."""

from collections import OrderedDict

import pytest

from articles.public.pages import store as stores
from articles.public.pages.page import OVERHEAD, Page
from articles.public.pages.store import ALIAS_SIZE, Store

ONE, TWO = b"1", b"2"
SIZE = 10_000


def page(key, size=SIZE):
    return Page(key, "200 OK", [], {"identity": b"x" * (size - OVERHEAD)}, 0)


@pytest.fixture
def store():
    return Store(20 * SIZE)


def keep(store, key, generation=ONE, *, now=0.0, ends=100.0, size=SIZE):
    found = page(key, size)
    store.put(found, store.begin(generation, now, lambda: ends))
    return found


def keys(store):
    return list(store.period.pages)


def test_a_page_of_its_generation_is_found(store):
    assert keep(store, "a") is store.get("a", ONE, 1)


def test_a_page_of_another_generation_is_not_found(store):
    keep(store, "a")
    assert store.get("a", TWO, 1) is None


def test_a_page_whose_time_is_over_is_not_found(store):
    keep(store, "a", ends=5)
    assert store.get("a", ONE, 5) is None


def test_a_new_generation_drops_all_pages(store):
    keep(store, "a")
    keep(store, "b", TWO)
    assert keys(store) == ["b"]


def test_the_end_of_a_period_drops_all_pages(store):
    keep(store, "a", ends=5)
    keep(store, "b", now=5)
    assert keys(store) == ["b"]


def test_the_end_is_asked_for_once_a_generation(store):
    asked = []
    for _ in range(3):
        store.begin(ONE, 0, lambda: asked.append(1) or 100)
    assert asked == [1]


def test_the_least_recently_used_goes_first(store):
    for number in range(20):
        keep(store, number)
    store.touch(store.get(0, ONE, 1))
    keep(store, "new")
    assert 0 in keys(store)
    assert 1 not in keys(store)


def test_no_more_bytes_than_the_budget_are_kept(store):
    for number in range(100):
        keep(store, number)
    assert store.period.size <= store.budget
    assert store.period.size == sum(each.counted for each in store.period.pages.values())


def test_no_more_pages_than_the_bound_are_kept(store, monkeypatch):
    monkeypatch.setattr(stores, "MOST_PAGES", 3)
    for number in range(10):
        keep(store, number, size=OVERHEAD)
    assert keys(store) == [7, 8, 9]


def test_a_page_that_would_fill_the_store_is_not_kept(store):
    keep(store, "large", size=5 * SIZE)
    assert keys(store) == []


def test_aliases_are_counted_and_bounded_and_go_with_their_page(store):
    found = keep(store, "a")
    for number in range(100):
        store.alias(number, found.variant("identity"))
    assert len(store.period.aliases) == stores.MOST_ALIASES
    assert store.period.size == SIZE + ALIAS_SIZE * stores.MOST_ALIASES
    for number in range(30):
        keep(store, number)
    assert store.period.aliases == {}


def test_a_page_that_was_put_out_gets_no_alias(store):
    found = keep(store, "a")
    keep(store, "b", TWO)
    store.alias("alias", found.variant("identity"))
    assert store.period.aliases == {}


class Touched(OrderedDict):
    """Pages of which one is touched as soon as somebody looks for the first: as another thread may do."""

    def __iter__(self):
        found = super().__iter__()
        self.move_to_end(next(super().__iter__()))
        return found


def test_pages_go_while_readers_touch_others(store):
    keep(store, "a")
    store.period.pages = Touched(store.period.pages)
    for key in range(30):
        keep(store, key)
    assert len(store.period.pages) <= 20


def test_a_page_begun_before_a_schedule_was_due_is_not_kept_with_those_after_it(store):
    keep(store, "after", now=10.1, ends=100.0)
    keep(store, "before", now=9.9, ends=10.0)
    assert keys(store) == ["after"]


def test_a_page_that_took_longer_is_kept_where_nothing_was_due_meanwhile(store):
    keep(store, "fast", now=10.1, ends=100.0)
    keep(store, "slow", now=9.9, ends=99.0)
    assert keys(store) == ["fast", "slow"]
