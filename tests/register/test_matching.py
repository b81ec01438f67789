"""Who is meant by a printed name."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.models import Membership, Organisation, OrganisationName, Speaker
from articles.reading.draft import Person
from articles.register.lookup import Register
from articles.register.matching import candidates_for, full_name
from tests.builders import make_appearance, make_organisation, make_report, make_speaker

MIDNIGHT = datetime(2019, 8, 5, 16, 0, tzinfo=UTC)  # the first minute of 6 August in China
BESIDE = ["丹东市人大常委会", "元宝区人民检察院"]


def organisation_for(printed, beside):
    """What a register makes of a name printed beside others."""
    people = [Person("孙刚", (), name) for name in (printed, *beside)]
    return Register([people]).organisation(printed, beside)


def speaker_for(person, organisation, days=None):
    """Whom a register takes a person for, printed with the name of an organisation."""
    printed = replace(person, organisation=organisation and organisation.name)
    return Register([[printed]]).speaker(printed, organisation, days)


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
    Membership.objects.create(speaker=speaker, organisation=organisation, role="检察长")
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
        Membership.objects.create(speaker=make_speaker("孙刚"), organisation=organisation, role="检察长")
    assert speaker_for(Person("孙刚"), organisation) is None


@pytest.mark.django_db
def test_without_an_organisation_the_same_titles_are_evidence():
    speaker = make_speaker("习近平")
    make_appearance(make_report(), "习近平", titles="总书记", organisation="", speaker=speaker)
    assert speaker_for(Person("习近平", ("总书记",)), None) == speaker


def make_post(speaker, organisation, start="", end="", title="检察长"):
    return Membership.objects.create(
        speaker=speaker, organisation=organisation, role=title, start=start, end=end
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "days", "fits"),
    [
        ("2015-03", "2019-06", ("2018-11-02", "2018-11-02"), True),
        ("2015-03", "2019-06", ("2019-06-30", "2019-06-30"), True),
        ("2015-03", "2019-06", ("2019-07-01", "2019-07-01"), False),
        ("2015-03", "2019-06", ("2015-02-28", "2015-02-28"), False),
        ("2015-03", "", ("2024-01-01", "2024-01-01"), True),
        ("", "2019", ("2019-12-31", "2019-12-31"), True),
        ("", "2019", ("2020-01-01", "2020-01-01"), False),
        ("", "", ("1999-01-01", "1999-01-01"), True),
        ("2019-07-18", "", ("2019-07-17", "2019-07-19"), True),
        ("2019-07-18", "", ("2019-07", "2019-07"), True),
        ("2019-07-18", "", ("2018", "2018"), False),
        ("2015", "2016", None, True),
    ],
)
def test_a_dated_post_fits_the_days_that_it_may_cover(start, end, days, fits):
    speaker, organisation = make_speaker("孙刚"), make_organisation()
    make_post(speaker, organisation, start, end)
    assert speaker_for(Person("孙刚"), organisation, days) == (speaker if fits else None)


@pytest.mark.django_db
def test_of_two_who_held_a_post_one_after_the_other_the_date_tells_which():
    organisation, (first, second) = make_organisation(), (make_speaker("孙刚"), make_speaker("孙刚"))
    make_post(first, organisation, "2010", "2015")
    make_post(second, organisation, "2016", "")
    assert speaker_for(Person("孙刚"), organisation, ("2019-07-17", "2019-07-19")) == second


@pytest.mark.django_db
def test_an_earlier_appearance_does_not_outweigh_a_register_that_contradicts():
    speaker, organisation = make_speaker("孙刚"), make_organisation()
    make_appearance(make_report(), "孙刚", speaker=speaker)
    speaker.appearances.update(organisation=organisation)
    make_post(speaker, organisation, "2010", "2015")
    assert speaker_for(Person("孙刚"), organisation, ("2019-07-17", "2019-07-17")) is None


@pytest.mark.django_db
def test_a_post_elsewhere_contradicts_nothing():
    speaker, organisation = make_speaker("孙刚"), make_organisation()
    make_appearance(make_report(), "孙刚", speaker=speaker)
    speaker.appearances.update(organisation=organisation)
    make_post(speaker, make_organisation("辽宁省人大常委会"), "2010", "2015", "委员")
    assert speaker_for(Person("孙刚"), organisation, ("2019-07-17", "2019-07-17")) == speaker


@pytest.mark.django_db
def test_without_an_organisation_a_title_of_the_register_is_evidence_at_its_time():
    speaker = make_speaker("孙刚")
    make_post(speaker, make_organisation(), "2016", "2020")
    answers = [speaker_for(Person("孙刚", ("检察长",)), None, (year, year)) for year in ("2019", "2021")]
    assert answers == [speaker, None]


@pytest.mark.django_db
def test_a_name_set_wide_is_the_same_name():
    speaker = make_speaker("宋玉")
    assert list(candidates_for("宋 玉")) == [speaker]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "days"),
    [
        ({"event_start": "2019-07-17", "event_end": "2019-07-19"}, ("2019-07-17", "2019-07-19")),
        ({"event_start": "2019-07"}, ("2019-07", "2019-07")),
        ({"event_start": "--10-30"}, None),
        ({"event_start": "--10-30", "published_at": MIDNIGHT}, ("2019-08-06", "2019-08-06")),
        ({}, None),
    ],
)
def test_the_days_of_a_report_are_those_of_the_event_or_of_its_publication(values, days):
    assert make_report(**values).days == days


@pytest.mark.django_db
def test_a_bare_name_is_never_enough():
    speaker = make_speaker("孙刚")
    make_appearance(make_report(), "孙刚", titles="", organisation="", speaker=speaker)
    assert speaker_for(Person("孙刚"), None) is None
