"""Who is meant by a printed name."""

import pytest

from articles.importing.identity import full_name, organisation_for, speaker_for
from articles.models import Organisation, OrganisationName, Post, Speaker
from articles.reading.draft import Person
from tests.builders import make_appearance, make_organisation, make_report, make_speaker

BESIDE = ["丹东市人大常委会", "元宝区人民检察院"]


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("丹东市人民检察院", "丹东市人民检察院"),
        ("市人大内司委", "丹东市人大内司委"),
        ("区人大常委会", "元宝区人大常委会"),
        ("县司法局", None),
        ("我院", None),
        ("最高人民检察院", "最高人民检察院"),
        ("市中区人民检察院", "市中区人民检察院"),
    ],
)
def test_a_name_that_leans_on_its_place_is_written_out_where_that_is_certain(printed, full):
    assert full_name(printed, BESIDE) == full


def test_beside_two_cities_the_city_stays_open():
    assert full_name("市人大内司委", ["丹东市人大常委会", "大连市总工会"]) is None


@pytest.mark.django_db
def test_a_new_organisation_is_entered():
    assert organisation_for("市人大内司委", BESIDE).name == "丹东市人大内司委"


@pytest.mark.django_db
def test_a_short_name_leads_to_the_organisation():
    organisation = make_organisation("丹东市人民检察院")
    OrganisationName.objects.create(organisation=organisation, name="丹东市检察院")
    assert organisation_for("丹东市检察院", []) == organisation
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("printed", ["", "我院"])
def test_an_organisation_that_can_t_be_told_is_left_open(printed):
    assert organisation_for(printed, []) is None


@pytest.mark.django_db
def test_a_new_name_is_a_new_speaker():
    speaker = speaker_for(Person("曾刚"), None)
    assert (speaker.pinyin, speaker.slug) == ("zeng gang", "zeng-gang")


@pytest.mark.django_db
def test_the_same_name_at_the_same_organisation_is_the_same_speaker():
    speaker, organisation = make_speaker("孙刚"), make_organisation()
    make_appearance(make_report(), "孙刚", speaker=speaker, organisation="", titles="")
    speaker.appearances.update(organisation=organisation)
    assert speaker_for(Person("孙刚", ("检察长",)), organisation) == speaker


@pytest.mark.django_db
def test_the_register_of_posts_is_evidence_too():
    speaker, organisation = make_speaker("孙刚"), make_organisation()
    Post.objects.create(speaker=speaker, organisation=organisation, title="检察长")
    assert speaker_for(Person("孙刚"), organisation) == speaker


@pytest.mark.django_db
def test_the_same_name_elsewhere_waits_for_a_person_to_decide():
    make_speaker("孙刚")
    assert speaker_for(Person("孙刚", ("院长",)), make_organisation("沈阳市中级人民法院")) is None
    assert Speaker.objects.count() == 1


@pytest.mark.django_db
def test_two_who_fit_wait_for_a_person_to_decide():
    organisation = make_organisation()
    for _ in range(2):
        Post.objects.create(speaker=make_speaker("孙刚"), organisation=organisation, title="检察长")
    assert speaker_for(Person("孙刚"), organisation) is None


@pytest.mark.django_db
def test_without_an_organisation_the_same_titles_are_evidence():
    speaker = make_speaker("习近平")
    make_appearance(make_report(), "习近平", titles="总书记", organisation="", speaker=speaker)
    assert speaker_for(Person("习近平", ("总书记",)), None) == speaker
