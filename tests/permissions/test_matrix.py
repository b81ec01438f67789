"""The permission matrix: every URL, account and state gives the outcome in the table.

asking.py asserts each time that a refusal changes and shows nothing. --exhaustive tries all ten thousand
cells. A quick run takes two states of each line, those in which most and fewest accounts may do it, and of
each outcome in a row the first and the last account.
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
#: Django's own URLs, open to all: they show nothing that is stored.
OPEN = {
    "login": "asks who is there",
    "logout": "forgets who is there",
    "view_on_site": "leads to a public address, which tells nothing",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The data, created once for the module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        media = tmp_path_factory.mktemp("media")
        with override_settings(MEDIA_ROOT=media):
            found = build()
        yield replace(found, media=media)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def columns(world):
    """The clients, created once: creating one loads all middleware."""
    return clients(world)


@pytest.fixture
def people(world, columns, monkeypatch, settings):
    """The clients, with pages not rendered: other tests look at those."""
    settings.MEDIA_ROOT = world.media
    monkeypatch.setattr(auth, "get_user", user_of(world))
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    logging.disable()
    yield columns
    logging.disable(logging.NOTSET)


@pytest.fixture
def states(exhaustive):
    """Returns the states of a line to try."""
    return (lambda line: matrix.STATES) if exhaustive else extremes


@pytest.fixture
def asked(world, people, exhaustive):
    """Returns a function that requests an act as each account to try, and returns the outcomes."""

    def ask_all(act, row, state="draft"):
        case = world.reports[state]
        path, sent = act.path(world, case), act.sends and act.sends(world, case)
        letters = people if exhaustive else edges(row)
        return {letter: ask(people[letter], act.method, path, sent) for letter in letters}

    return ask_all


def cells(row, letters):
    """The cells of a row for these accounts."""
    return {letter: row[matrix.PEOPLE.index(letter)] for letter in letters}


@pytest.mark.parametrize("name", LINES)
def test_act_on_a_report_has_the_outcomes_of_the_table(name, states, asked):
    rows = {state: LINES[name].cells[state] for state in states(LINES[name])}
    found = {state: asked(BY_NAME[name], row, state) for state, row in rows.items()}
    assert found == {state: cells(rows[state], letters) for state, letters in found.items()}


@pytest.mark.parametrize("model", matrix.registers())
def test_register_has_the_outcomes_of_the_table(model, asked):
    acts, rows = of_model(model), dict(zip(KINDS, matrix.registers()[model], strict=True))
    found = {(kind, act.name): asked(act, rows[kind]) for kind in KINDS for act in acts[kind]}
    found = {
        each: {who: DONE if it == TOLD else it for who, it in its.items()} for each, its in found.items()
    }
    assert found == {(kind, act): cells(rows[kind], letters) for (kind, act), letters in found.items()}


@pytest.mark.parametrize("name", OWN_BY_NAME)
def test_page_of_the_desk_has_the_outcomes_of_the_table(name, asked):
    row = matrix.own()[name]
    found = asked(OWN_BY_NAME[name], row)
    assert found == cells(row, found)


def test_every_page_renders_for_a_superuser(world, settings, monkeypatch):
    settings.MEDIA_ROOT = world.media
    monkeypatch.setattr(auth, "get_user", user_of(world))
    superuser = clients(world)["s"]
    pages = [act for model in models() for acts in of_model(model).values() for act in acts]
    found = {
        act.name: ask(superuser, act.method, act.path(world, world.reports["draft"]))
        for act in (*pages, *ACTS, *OWN)
        if act.sends is None
    }
    assert set(found.values()) <= {DONE, TOLD, REFUSED, NOT_FOUND}


def test_table_and_requests_have_the_same_acts():
    asked = {(act.name, act.method, act.address) for act in ACTS}
    assert asked == {(line.name, line.method, line.address) for line in LINES.values()}
    assert OWN_BY_NAME.keys() == matrix.own().keys()
    assert "".join(CAST) == matrix.PEOPLE


def test_table_has_every_model_of_the_desk():
    assert models().keys() == matrix.registers().keys()


def test_table_has_every_url_of_the_desk():
    pages = {f"{model}_{page}" for model in models() for page in ("changelist", "add", "change")}
    pages |= {f"{model}_{page}" for model in models() for page in ("delete", "history")}
    asked = {act.address for act in (*ACTS, *OWN)}
    assert desk_addresses() == (asked | pages | OPEN.keys()) - ADDRESSES.keys()
    assert other_addresses() == ADDRESSES.keys()


def desk_addresses():
    """The names of all URLs of the desk."""
    return names_in(admin.site.urls[0])


def other_addresses():
    """The names of all URLs of the public site and the API."""
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
