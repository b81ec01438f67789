"""Every address, everybody, every state: what comes of it is what the table says.

A refusal changes nothing and shows nothing: asking.py looks at that each time. With --exhaustive all ten
thousand cells are tried. A quick run takes two states of each line, where most may do it and where fewest
may, and of each row the first and the last person who get an answer.
"""

import logging
from dataclasses import replace

import pytest
from django.contrib import admin, auth
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import override_settings
from django.urls import get_resolver

from tests.permissions import matrix
from tests.permissions.acts import ACTS
from tests.permissions.asking import DONE, NOT_FOUND, REFUSED, TOLD, ask, clients, user_of
from tests.permissions.registers import KINDS, OWN, models, of_model
from tests.permissions.sampling import edges, extremes
from tests.permissions.world import CAST, build
from tests.public.test_addresses import ADDRESSES

#: Who may do what is decided in Python: a second database would answer the same ten thousand requests alike.
#: What they run is counted where other tests run it.
pytestmark = [pytest.mark.django_db, pytest.mark.on_one_database, pytest.mark.no_cover]

LINES = {line.name: line for line in matrix.lines()}
BY_NAME = {act.name: act for act in ACTS}
OWN_BY_NAME = {act.name: act for act in OWN}
#: Django's own, open to all: they tell nothing of what is stored.
OPEN = {
    "login": "asks who is there",
    "logout": "forgets who is there",
    "view_on_site": "leads to a public address, which tells nothing",
}


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory):
    """Built once for all lines, and taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        media = tmp_path_factory.mktemp("media")
        with override_settings(MEDIA_ROOT=media):
            found = build()
        yield replace(found, media=media)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def columns(house):
    """A client for each column: to make one reads all middleware."""
    return clients(house)


@pytest.fixture
def people(house, columns, monkeypatch, settings):
    """The clients at the desk. What a page looks like is asked elsewhere: here it need not be drawn."""
    settings.MEDIA_ROOT = house.media
    monkeypatch.setattr(auth, "get_user", user_of(house))
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    logging.disable()
    yield columns
    logging.disable(logging.NOTSET)


@pytest.fixture
def states(exhaustive):
    """The states of a line that are tried."""
    return (lambda line: matrix.STATES) if exhaustive else extremes


@pytest.fixture
def asked(house, people, exhaustive):
    """Ask for an act as everybody, or as those on the edges of the row; gives the cells as they are."""

    def ask_all(act, row, state="draft"):
        kept = house.reports[state]
        path, sent = act.path(house, kept), act.sends and act.sends(house, kept)
        letters = people if exhaustive else edges(row)
        return {letter: ask(people[letter], act.method, path, sent) for letter in letters}

    return ask_all


def cells(row, letters):
    """The cells of a row for these people."""
    return {letter: row[matrix.PEOPLE.index(letter)] for letter in letters}


@pytest.mark.parametrize("name", LINES)
def test_it_is_for_those_whom_the_table_names_in_every_state(name, states, asked):
    rows = {state: LINES[name].cells[state] for state in states(LINES[name])}
    found = {state: asked(BY_NAME[name], row, state) for state, row in rows.items()}
    assert found == {state: cells(rows[state], letters) for state, letters in found.items()}


@pytest.mark.parametrize("model", matrix.registers())
def test_a_register_is_for_those_whom_the_table_names(model, asked):
    acts, rows = of_model(model), dict(zip(KINDS, matrix.registers()[model], strict=True))
    found = {(kind, act.name): asked(act, rows[kind]) for kind in KINDS for act in acts[kind]}
    found = {
        each: {who: DONE if it == TOLD else it for who, it in its.items()} for each, its in found.items()
    }
    assert found == {(kind, act): cells(rows[kind], letters) for (kind, act), letters in found.items()}


@pytest.mark.parametrize("name", OWN_BY_NAME)
def test_a_page_of_the_desk_is_for_those_whom_the_table_names(name, asked):
    row = matrix.own()[name]
    found = asked(OWN_BY_NAME[name], row)
    assert found == cells(row, found)


def test_every_page_can_be_drawn(house, settings, monkeypatch):
    settings.MEDIA_ROOT = house.media
    monkeypatch.setattr(auth, "get_user", user_of(house))
    superuser = clients(house)["s"]
    pages = [act for model in models() for acts in of_model(model).values() for act in acts]
    found = {
        act.name: ask(superuser, act.method, act.path(house, house.reports["draft"]))
        for act in (*pages, *ACTS, *OWN)
        if act.sends is None
    }
    assert set(found.values()) <= {DONE, TOLD, REFUSED, NOT_FOUND}


def test_the_table_and_what_is_asked_name_the_same():
    asked = {(act.name, act.method, act.address) for act in ACTS}
    assert asked == {(line.name, line.method, line.address) for line in LINES.values()}
    assert OWN_BY_NAME.keys() == matrix.own().keys()
    assert "".join(CAST) == matrix.PEOPLE


def test_every_model_of_the_desk_stands_in_the_table():
    assert models().keys() == matrix.registers().keys()


def test_every_address_stands_in_the_table():
    pages = {f"{model}_{page}" for model in models() for page in ("changelist", "add", "change")}
    pages |= {f"{model}_{page}" for model in models() for page in ("delete", "history")}
    asked = {act.address for act in (*ACTS, *OWN)}
    assert desk_addresses() == (asked | pages | OPEN.keys()) - ADDRESSES.keys()
    assert other_addresses() == ADDRESSES.keys()


def desk_addresses():
    """The names of all addresses of the desk."""
    return names_in(admin.site.urls[0])


def other_addresses():
    """Those of the public site and of the interface for programs."""
    site, interface = get_resolver().url_patterns[-1], get_resolver().url_patterns[-2]
    return names_in([site]) | {f"api:{name}" for name in names_in([interface])}


def names_in(patterns):
    found, waiting = set(), [patterns]
    while waiting:
        for pattern in waiting.pop():
            if hasattr(pattern, "url_patterns"):
                waiting.append(pattern.url_patterns)
            elif pattern.name:
                found.add(pattern.name)
    return found
