import pytest

from articles.models import Membership
from tests.builders import make_appearance, make_organisation, make_published, make_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker():
    speaker = make_speaker("孙刚", slug="sun-gang")
    make_appearance(make_published(), speaker=speaker)
    return speaker


def test_a_speaker_in_no_published_report_is_404(client):
    make_speaker(slug="sun-gang")
    assert client.get("/api/speakers/sun-gang").status_code == 404


def test_speakers_are_filtered_by_name(client, speaker):
    make_appearance(make_published(), speaker=make_speaker("何彬"))
    assert [each["slug"] for each in client.get("/api/speakers?name=孙刚").json()["results"]] == ["sun-gang"]


def test_a_speaker_has_the_memberships_of_the_register(client, speaker):
    Membership.objects.create(
        speaker=speaker, organisation=make_organisation(), role="检察长", start="2018-03"
    )
    assert client.get("/api/speakers/sun-gang").json()["memberships"] == [
        {"organisation": "丹东市人民检察院", "role": "检察长", "start": "2018-03", "end": None}
    ]


def test_a_speaker_has_the_posts_printed_in_reports(client, speaker):
    [printed] = client.get("/api/speakers/sun-gang").json()["printed_titles"]
    assert (printed["organisation"], printed["titles"], printed["reports"]) == (
        "丹东市人民检察院",
        ["检察长"],
        1,
    )
