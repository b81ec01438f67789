"""The API conforms to its OpenAPI description for any request."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import validate

from articles import search
from articles.public.api import api
from tests.builders import (
    make_appearance,
    make_published,
    make_section,
    make_speaker,
    make_statement,
    make_tag,
)

PATHS = list(api.get_openapi_schema(path_prefix="/api/")["paths"])


@pytest.fixture
def connection_kept():
    """As in Django's test client: the end of a request does not close the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def description(db, connection_kept):
    words = "孙刚表示，公益诉讼很重要。"
    report = make_published(paragraphs=[words], section=make_section(), tags=[make_tag()])
    make_appearance(report, speaker=make_speaker())
    make_statement(report, words)
    search.index([report])
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


def test_the_description_is_a_valid_openapi_document(client):
    validate(client.get("/api/openapi.json").json())


@pytest.mark.no_cover  # so many of each kind: what they run is counted by the tests beside this one
@pytest.mark.parametrize("path", PATHS)
def test_every_response_conforms_to_the_description(path, description):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=description[path]["GET"].as_strategy())
    def ask(case):
        case.call_and_validate(headers={"Host": "testserver"})

    ask()
