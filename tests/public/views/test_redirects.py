"""Former slugs of speakers, organisations and tags redirect."""

import pytest

from tests.builders import make_heard, make_organisation, make_redirect, make_speaker, make_tag

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("suffix", ["", "feed/", "feed/atom/"])
def test_a_former_slug_of_a_speaker_redirects(client, suffix):
    speaker = make_heard()
    make_redirect(speaker, "sun-gang-2")
    response = client.get(f"/speakers/sun-gang-2/{suffix}")
    assert (response.status_code, response["Location"]) == (301, speaker.get_absolute_url() + suffix)


def test_a_former_slug_of_an_organisation_redirects(client):
    organisation = make_organisation()
    make_heard(organisation=organisation)
    make_redirect(organisation, "shi-jian-cha-yuan")
    response = client.get("/organisations/shi-jian-cha-yuan/")
    assert (response.status_code, response["Location"]) == (301, organisation.get_absolute_url())


@pytest.mark.parametrize("suffix", ["", "feed/", "feed/atom/"])
def test_a_former_slug_of_a_tag_redirects(client, suffix):
    tag = make_tag("公益诉讼")
    make_heard()
    make_redirect(tag, "公益")
    response = client.get(f"/tags/公益/{suffix}")
    assert response.status_code == 301
    assert client.get(response["Location"]).status_code == 200


def test_a_former_slug_of_an_entry_that_is_not_public_is_404(client):
    make_redirect(make_speaker(), "sun-gang-2")
    assert client.get("/speakers/sun-gang-2/").status_code == 404


def test_a_former_slug_of_another_kind_is_404(client):
    make_redirect(make_heard(), "sun-gang-2")
    assert client.get("/tags/sun-gang-2/").status_code == 404
