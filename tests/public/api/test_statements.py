from datetime import UTC, datetime

import pytest

from tests.builders import SPOKEN, make_published, make_said, make_speaker, make_statement, make_tag

pytestmark = pytest.mark.django_db


def test_a_statement_has_the_printed_post(client):
    said = make_said()
    told = client.get(f"/api/statements/{said.pk}").json()
    assert told["speaker"]["titles"] == ["检察长"]


def test_a_statement_has_the_url_of_its_anchor(client):
    said = make_said()
    address = client.get(f"/api/statements/{said.pk}").json()["address"]
    assert address.endswith(f"{said.appearance.report.get_absolute_url()}#s{said.pk}")


@pytest.mark.parametrize("address", ["/api/statements/{}", "/api/statements"])
def test_statements_no_longer_in_the_body_are_left_out(client, address):
    said = make_statement(make_published(), SPOKEN)
    assert SPOKEN not in client.get(address.format(said.pk)).content.decode()


def test_statements_are_found_by_speaker(client):
    make_said()
    make_said(speaker=make_speaker("何彬", slug="he-bin"))
    assert len(client.get("/api/statements?speaker=he-bin").json()["results"]) == 1


def test_statements_are_found_by_tag(client):
    make_said(tags=[make_tag("公益诉讼")])
    make_said()
    assert len(client.get("/api/statements?tag=公益诉讼").json()["results"]) == 1


def test_statements_are_found_by_the_year_of_their_report(client):
    make_said(published_at=datetime(2019, 8, 6, tzinfo=UTC))
    make_said(published_at=datetime(2020, 8, 6, tzinfo=UTC))
    assert len(client.get("/api/statements?year=2019").json()["results"]) == 1


def test_statements_are_found_by_occasion(client):
    make_said(occasion="听证")
    make_said()
    (found,) = client.get("/api/statements?occasion=听证").json()["results"]
    assert found["report"]["occasion"] == "听证"
