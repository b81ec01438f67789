"""Speakers, organisations, tags."""

from datetime import UTC, datetime

import pytest

from articles.models import Post, Report
from tests.builders import (
    make_appearance,
    make_former_address,
    make_organisation,
    make_published,
    make_speaker,
    make_statement,
    make_tag,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db

WORDS = "孙刚表示：一是要主动接受监督；二是要公开。"


def make_spoken(number=1, *, speaker=None, organisation=None, **values):
    """A speaker with one statement in each of so many published reports."""
    speaker = speaker or make_speaker()
    for index in range(number):
        report = make_published(f"报道{index}", paragraphs=[WORDS], tags=["公益诉讼"], **values)
        make_statement(report, WORDS, speaker=speaker)
        report.appearances.update(speaker=speaker, organisation=organisation)
    return speaker


# --- The index of speakers


def test_the_index_is_by_the_first_letter_of_the_pinyin(client):
    for name, pinyin in (("曾晓", "zeng xiao"), ("孙刚", "sun gang"), ("单雄", "shan xiong")):
        make_spoken(speaker=make_speaker(name, pinyin=pinyin))
    groups = client.get("/speakers/").context["groups"]
    assert {letter: [s.name for s in people] for letter, people in groups.items()} == {
        "S": ["单雄", "孙刚"],
        "Z": ["曾晓"],
    }


def test_the_index_shows_the_post_printed_last(client):
    speaker = make_speaker()
    for year, titles in ((2020, "检察长"), (2018, "副检察长")):
        report = make_published(published_at=datetime(year, 1, 1, tzinfo=UTC))
        make_appearance(report, titles=titles, speaker=speaker)
    assert client.get("/speakers/").context["groups"]["S"][0].last_titles == "检察长"


def test_who_appears_in_no_published_report_is_not_in_the_index(client):
    report = make_withdrawn()
    make_appearance(report, speaker=make_speaker())
    assert list(client.get("/speakers/").context["page"]) == []


def test_a_letter_leads_to_the_page_on_which_it_begins(client, monkeypatch):
    monkeypatch.setattr("articles.views.people.NAMES_PER_PAGE", 1)
    for name, pinyin in (("孙刚", "sun gang"), ("王伟", "wang wei")):
        make_spoken(speaker=make_speaker(name, pinyin=pinyin))
    assert client.get("/speakers/").context["letters"] == {"S": 1, "W": 2}


@pytest.mark.parametrize("number", [1, 9])
def test_the_index_asks_the_database_five_times(client, django_assert_num_queries, number):
    for _ in range(number):
        make_spoken(speaker=make_speaker())
    # Their number; the page of them; their posts; the letters; sections of the masthead.
    with django_assert_num_queries(5):
        client.get("/speakers/")


# --- A speaker


def test_a_speaker_s_statements_lead_to_their_place_in_the_report(client):
    speaker = make_spoken()
    report = speaker.appearances.get().report
    statement = speaker.appearances.get().statements.get()
    assert f"{report.get_absolute_url()}#s{statement.pk}" in client.get(speaker.get_absolute_url()).text


def test_the_points_of_a_statement_are_a_list(client):
    assert client.get(make_spoken().get_absolute_url()).text.count("<li><b class=") == 2


def test_posts_are_those_of_the_register_and_those_printed(client):
    speaker = make_spoken()
    Post.objects.create(
        speaker=speaker, organisation=make_organisation("省检察院"), title="处长", start="2010"
    )
    page = client.get(speaker.get_absolute_url()).text
    assert "省检察院处长" in page
    assert "丹东市人民检察院检察长" in page


def test_a_report_without_a_year_dates_no_post(client):
    speaker = make_spoken()
    Report.objects.update(event_start="--10-30", event_end="--10-30")
    (held,) = client.get(speaker.get_absolute_url()).context["posts"]
    assert (held.first, held.last) == (None, None)


def test_a_post_printed_often_is_listed_once(client):
    (held,) = client.get(make_spoken(3).get_absolute_url()).context["posts"]
    assert held.number == 3


def test_statements_in_withdrawn_reports_are_not_shown(client):
    speaker = make_spoken()
    report = make_withdrawn("撤下的报道", paragraphs=[WORDS])
    make_statement(report, WORDS, speaker=speaker)
    assert "撤下的报道" not in client.get(speaker.get_absolute_url()).text


def test_words_that_an_edit_took_out_of_the_report_are_nobody_s_any_more(client):
    speaker = make_spoken()
    make_statement(speaker.appearances.get().report, "这句话已经删去。")
    assert "这句话已经删去" not in client.get(speaker.get_absolute_url()).text


def test_reports_that_only_name_a_speaker_stand_apart(client):
    speaker = make_spoken()
    report = make_published("只提到")
    make_appearance(report, speaker=speaker)
    assert list(client.get(speaker.get_absolute_url()).context["named"]) == [report]


def test_the_desk_s_note_on_a_speaker_is_never_printed(client):
    speaker = make_spoken(speaker=make_speaker(note="另一个孙刚"))
    assert "另一个孙刚" not in client.get(speaker.get_absolute_url()).text


@pytest.mark.parametrize("number", [2, 15])
def test_a_speaker_asks_the_database_eleven_times(client, django_assert_num_queries, number):
    address = make_spoken(number).get_absolute_url()
    # The speaker; number of statements; the statements; posts of the register; posts printed; tags; years;
    # occasions; who appears beside them; reports that name them; sections of the masthead.
    with django_assert_num_queries(11):
        client.get(address)


def test_the_statements_are_narrowed_to_a_year(client):
    speaker = make_spoken(published_at=datetime(2018, 6, 1, tzinfo=UTC))
    make_spoken(speaker=speaker, published_at=datetime(2020, 6, 1, tzinfo=UTC))
    shown = client.get(f"{speaker.get_absolute_url()}?year=2020").context["page"]
    assert [statement.appearance.report.published_at.year for statement in shown] == [2020]


def test_the_statements_are_narrowed_to_a_tag(client):
    speaker = make_spoken()
    report = make_published(paragraphs=[WORDS], tags=["听证"])
    make_statement(report, WORDS, speaker=speaker)
    assert len(client.get(f"{speaker.get_absolute_url()}?tag=听证").context["page"]) == 1


def test_the_statements_are_narrowed_to_an_occasion(client):
    speaker = make_spoken(occasion="座谈会")
    make_spoken(speaker=speaker, occasion="听证")
    shown = client.get(f"{speaker.get_absolute_url()}?occasion=听证").context["page"]
    assert [statement.appearance.report.occasion for statement in shown] == ["听证"]


def test_occasions_are_counted_within_what_is_chosen_besides(client):
    speaker = make_spoken(2, occasion="座谈会", published_at=datetime(2018, 6, 1, tzinfo=UTC))
    make_spoken(speaker=speaker, occasion="听证", published_at=datetime(2020, 6, 1, tzinfo=UTC))
    choices = client.get(f"{speaker.get_absolute_url()}?year=2018&occasion=听证").context["occasions"]
    assert [(choice.value.label, choice.value.number) for choice in choices] == [("座谈会", 2)]


def test_a_choice_keeps_what_is_chosen_besides(client):
    speaker = make_spoken(occasion="听证", published_at=datetime(2018, 6, 1, tzinfo=UTC))
    (choice,) = client.get(f"{speaker.get_absolute_url()}?year=2018").context["occasions"]
    assert choice.question.chosen == {"year": "2018", "occasion": "听证"}


def test_what_no_statement_fits_is_said(client):
    speaker = make_spoken()
    page = client.get(f"{speaker.get_absolute_url()}?occasion=听证").content.decode()
    assert "没有同时符合这些条件的发言" in page


def test_the_table_is_narrowed_as_the_page_is(client):
    speaker = make_spoken(occasion="座谈会")
    make_spoken(speaker=speaker, occasion="听证")
    table = client.get(f"{speaker.get_absolute_url()}statements.csv?occasion=听证").getvalue().decode()
    assert ("听证" in table, "座谈会" in table) == (True, False)


def test_the_statements_are_had_as_a_table(client):
    speaker = make_spoken()
    table = client.get(f"{speaker.get_absolute_url()}statements.csv").getvalue().decode("utf-8-sig")
    assert WORDS in table.splitlines()[1]


# --- An organisation


def test_an_organisation_shows_its_people_and_reports(client):
    organisation = make_organisation()
    speaker = make_spoken(organisation=organisation)
    page = client.get(organisation.get_absolute_url()).text
    assert speaker.get_absolute_url() in page
    assert "报道0" in page


def test_an_organisation_dates_its_people_by_the_reports(client):
    organisation, speaker = make_organisation(), make_speaker()
    for year in (2018, 2020):
        make_spoken(organisation=organisation, speaker=speaker, published_at=datetime(year, 5, 1, tzinfo=UTC))
    ((_name, _slug, [post]),) = client.get(organisation.get_absolute_url()).context["people"]
    assert (post["first"].year, post["last"].year, post["number"]) == (2018, 2020, 2)


def test_a_person_of_many_titles_is_one_entry_of_an_organisation(client):
    organisation, speaker = make_organisation(), make_speaker()
    make_spoken(2, organisation=organisation, speaker=speaker)
    speaker.appearances.filter(report__title="报道0").update(titles="副检察长")
    ((name, _slug, posts),) = client.get(organisation.get_absolute_url()).context["people"]
    assert (name, {post["titles"] for post in posts}) == ("孙刚", {"检察长", "副检察长"})


def test_an_organisation_shows_the_register_of_its_posts(client):
    organisation = make_organisation()
    speaker = make_spoken(organisation=organisation)
    Post.objects.create(speaker=speaker, organisation=organisation, title="处长", start="2010")
    Post.objects.create(speaker=make_speaker("无关者"), organisation=organisation, title="科长")
    posts = client.get(organisation.get_absolute_url()).context["posts"]
    assert [post.title for post in posts] == ["处长"]


def test_an_organisation_s_reports_are_drawn_over_the_years(client):
    organisation, speaker = make_organisation(), make_speaker()
    for year in (2018, 2020):
        make_spoken(organisation=organisation, speaker=speaker, published_at=datetime(year, 5, 1, tzinfo=UTC))
    chart = client.get(organisation.get_absolute_url()).context["years"]
    assert [(bar.value.label, bar.value.number) for bar in chart.bars] == [
        ("2018", 1),
        ("2019", 0),
        ("2020", 1),
    ]


def test_people_whose_identity_is_open_are_named_without_a_link(client):
    organisation = make_organisation()
    appearance = make_appearance(make_published(), "未定者")
    appearance.organisation = organisation
    appearance.save()
    assert "未定者" in client.get(organisation.get_absolute_url()).text


@pytest.mark.parametrize("number", [2, 15])
def test_an_organisation_asks_the_database_eight_times(client, django_assert_num_queries, number):
    organisation = make_organisation()
    make_spoken(number, organisation=organisation)
    # The organisation; number of reports; the reports; their voices; the years; posts of the register; its
    # people; sections of the masthead.
    with django_assert_num_queries(8):
        client.get(organisation.get_absolute_url())


def test_what_is_said_for_an_organisation_is_had_as_a_table(client):
    organisation = make_organisation()
    make_spoken(organisation=organisation)
    table = client.get(f"{organisation.get_absolute_url()}statements.csv").getvalue().decode("utf-8-sig")
    assert WORDS in table.splitlines()[1]


# --- Tags


def test_tags_come_with_the_number_of_their_published_reports(client):
    make_published(tags=["公益诉讼", "听证"])
    make_published(tags=["公益诉讼"])
    make_withdrawn(tags=["听证", "撤下"])
    tags = client.get("/tags/").context["page"]
    assert [(tag.name, tag.number) for tag in tags] == [("公益诉讼", 2), ("听证", 1)]


def test_a_tag_names_who_speaks_about_it(client):
    speaker = make_spoken()
    assert list(client.get("/tags/公益诉讼/").context["speakers"]) == [speaker]


@pytest.mark.parametrize("number", [1, 9])
def test_the_tags_ask_the_database_three_times(client, django_assert_num_queries, number):
    make_published(tags=[f"标签{index}" for index in range(number)])
    # Their number; the tags; sections of the masthead.
    with django_assert_num_queries(3):
        client.get("/tags/")


@pytest.mark.parametrize("number", [2, 15])
def test_a_tag_asks_the_database_seven_times(client, django_assert_num_queries, number):
    make_spoken(number)
    # The tag; number of reports; the reports; their voices; years; who speaks; sections of the masthead.
    with django_assert_num_queries(7):
        client.get("/tags/公益诉讼/")


@pytest.mark.parametrize("name", ["……", "C++", "𠮷野家", "A/B", "?"])
def test_a_tag_of_any_characters_has_a_page(client, name):
    report = make_published(tags=["！！", name])
    assert client.get(report.tags.get(name=name).get_absolute_url()).status_code == 200


# --- Former addresses


@pytest.mark.parametrize("suffix", ["", "feed/", "feed/atom/"])
def test_the_former_address_of_a_speaker_leads_there(client, suffix):
    speaker = make_spoken()
    make_former_address(speaker, "sun-gang-2")
    response = client.get(f"/speakers/sun-gang-2/{suffix}")
    assert (response.status_code, response["Location"]) == (301, speaker.get_absolute_url() + suffix)


def test_the_former_address_of_an_organisation_leads_there(client):
    organisation = make_organisation()
    make_spoken(organisation=organisation)
    make_former_address(organisation, "shi-jian-cha-yuan")
    response = client.get("/organisations/shi-jian-cha-yuan/")
    assert (response.status_code, response["Location"]) == (301, organisation.get_absolute_url())


@pytest.mark.parametrize("suffix", ["", "feed/", "feed/atom/"])
def test_the_former_address_of_a_tag_leads_there(client, suffix):
    tag = make_tag("公益诉讼")
    make_spoken()
    make_former_address(tag, "公益")
    response = client.get(f"/tags/公益/{suffix}")
    assert response.status_code == 301
    assert client.get(response["Location"]).status_code == 200


def test_a_former_address_of_who_is_not_public_is_not_found(client):
    make_former_address(make_speaker(), "sun-gang-2")
    assert client.get("/speakers/sun-gang-2/").status_code == 404


def test_a_former_address_of_another_kind_is_not_found(client):
    make_former_address(make_spoken(), "sun-gang-2")
    assert client.get("/tags/sun-gang-2/").status_code == 404
