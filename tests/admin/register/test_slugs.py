"""An entry that is given another address at the desk, and what readers find at the former one."""

import pytest

from articles.models import Organisation, Section, SlugRedirect, Speaker, Tag
from tests.admin.forms import posted
from tests.builders import (
    make_organisation,
    make_published,
    make_redirect,
    make_section,
    make_speaker,
    make_tag,
    relist,
)

pytestmark = pytest.mark.django_db


def make_public(kind):
    """An entry with a public page."""
    tag, section = make_tag("公益诉讼"), make_section()
    speaker, organisation = make_speaker(), make_organisation()
    report = make_published(section=section, tags=[tag.name])
    report.appearances.create(name="孙刚", speaker=speaker, organisation=organisation)
    relist(report)
    return {"section": section, "speaker": speaker, "organisation": organisation, "tag": tag}[kind]


def rename(desk, entry, slug):
    there = f"/admin/articles/{entry._meta.model_name}/{entry.pk}/change/"
    return desk.post(there, posted(desk.get(there), slug=slug))


KINDS = [kind.value for kind in SlugRedirect.Kind]


@pytest.mark.parametrize("kind", KINDS)
def test_former_slug_redirects_after_a_change(kind, desk, client):
    entry = make_public(kind)
    former = entry.get_absolute_url()
    rename(desk, entry, "new")
    entry.refresh_from_db()
    answer = client.get(former)
    assert (answer.status_code, answer["Location"]) == (301, entry.get_absolute_url())


@pytest.mark.parametrize("kind", ["section", "speaker", "tag"])
@pytest.mark.parametrize("suffix", ["feed/", "feed/atom/"])
def test_former_slug_of_a_feed_redirects(kind, suffix, desk, client):
    entry = make_public(kind)
    former = entry.get_absolute_url()
    rename(desk, entry, "new")
    entry.refresh_from_db()
    assert client.get(former + suffix)["Location"] == entry.get_absolute_url() + suffix


@pytest.mark.parametrize("kind", KINDS)
def test_save_without_a_new_slug_adds_no_redirect(kind, desk):
    entry = make_public(kind)
    rename(desk, entry, entry.slug)
    assert not SlugRedirect.objects.exists()


@pytest.mark.parametrize("model", [Section, Speaker, Organisation, Tag])
def test_former_slug_of_another_entry_is_refused(model, desk):
    make = {Section: make_section, Speaker: make_speaker, Organisation: make_organisation, Tag: make_tag}[
        model
    ]
    make_redirect(make("甲"), "a")
    page = rename(desk, make("乙"), "a")
    assert page.context["adminform"].form.errors.as_data()["slug"][0].code == "former_slug"


def test_former_slug_of_a_deleted_entry_is_free(desk):
    gone, speaker = make_speaker(), make_speaker()
    make_redirect(gone, "a")
    gone.delete()
    rename(desk, speaker, "a")
    speaker.refresh_from_db()
    assert speaker.slug == "a"
