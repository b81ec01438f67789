"""A stream continues after a row that cannot be rendered."""

import json

import pytest

from articles.models import Speaker
from articles.public.streaming import drawn
from tests.builders import make_appearance, make_published, make_speaker

pytestmark = pytest.mark.django_db


def test_a_row_that_fails_is_left_out():
    people = [make_speaker("孙刚"), make_speaker("何彬")]
    assert list(drawn(people, lambda speaker: {"何彬": 1}[speaker.name])) == [1]


def test_a_row_that_fails_is_logged(caplog):
    speaker = make_speaker()
    list(drawn([speaker], lambda speaker: 1 / 0))
    assert f"articles.Speaker {speaker.pk} is left out" in caplog.text


def test_an_export_with_a_row_that_fails_is_whole(client):
    report = make_published()
    for name in ("孙刚", "何彬"):
        make_appearance(report, name, speaker=make_speaker(name))
    Speaker.objects.filter(name="孙刚").update(slug="no/slug")
    export = json.loads(client.get("/api/popolo.json").getvalue())
    assert [person["name"] for person in export["persons"]] == ["何彬"]
