import json

import pytest

from articles.models import Membership, OtherName
from tests.builders import make_organisation, make_published, make_said, make_speaker, make_statement, relist

pytestmark = pytest.mark.django_db

WORDS = "孙刚表示，公益诉讼很重要。"


@pytest.fixture
def popolo(client):
    speaker, organisation = make_speaker("孙刚", slug="sun-gang"), make_organisation(slug="dandong")
    OtherName.objects.create(speaker=speaker, name="孙检")
    Membership.objects.create(speaker=speaker, organisation=organisation, role="检察长", start="2018-03")
    said = make_said(WORDS, speaker=speaker)
    said.appearance.organisation = organisation
    said.appearance.save()
    relist(said.appearance.report)
    make_statement(make_published(), "这句话已不在正文里。", speaker=speaker)
    return json.loads(client.get("/api/popolo.json").getvalue())


def test_a_person_has_other_names(popolo):
    [person] = popolo["persons"]
    assert (person["name"], person["other_names"]) == ("孙刚", [{"name": "孙检"}])


def test_a_membership_refers_to_a_person_and_an_organisation_of_the_file(popolo):
    [membership] = popolo["memberships"]
    known = {row["id"] for row in popolo["persons"] + popolo["organizations"]}
    assert {membership["person_id"], membership["organization_id"]} <= known


def test_a_membership_omits_unknown_dates(popolo):
    [membership] = popolo["memberships"]
    assert [membership.get("start_date"), membership.get("end_date")] == ["2018-03", None]


def test_a_speech_refers_to_a_person_of_the_file(popolo):
    [speech] = popolo["speeches"]
    assert speech["creator_id"] == popolo["persons"][0]["id"]


def test_a_speech_has_the_verbatim_text(popolo):
    assert [speech["text"] for speech in popolo["speeches"]] == [WORDS]
