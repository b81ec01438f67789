"""The index of speakers, and the page of one."""

from datetime import UTC, datetime

import pytest

from articles.models import Membership, Report
from tests.builders import (
    SPOKEN,
    make_appearance,
    make_heard,
    make_organisation,
    make_published,
    make_speaker,
    make_statement,
    make_withdrawn,
    put,
)

pytestmark = pytest.mark.django_db


def test_the_index_is_by_the_first_letter_of_the_pinyin(client):
    for name, pinyin in (("曾晓", "zeng xiao"), ("孙刚", "sun gang"), ("单雄", "shan xiong")):
        make_heard(speaker=make_speaker(name, pinyin=pinyin))
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


def test_the_index_omits_speakers_of_drafts(client):
    report = make_withdrawn()
    make_appearance(report, speaker=make_speaker())
    assert list(client.get("/speakers/").context["page"]) == []


def test_a_letter_links_to_the_page_on_which_it_begins(client, monkeypatch):
    monkeypatch.setattr("articles.public.views.people.NAMES_PER_PAGE", 1)
    for name, pinyin in (("孙刚", "sun gang"), ("王伟", "wang wei")):
        make_heard(speaker=make_speaker(name, pinyin=pinyin))
    assert client.get("/speakers/").context["letters"] == {"S": 1, "W": 2}


@pytest.mark.parametrize("number", [1, 9])
def test_the_index_of_speakers_makes_six_queries(client, django_assert_num_queries, number):
    for _ in range(number):
        make_heard(speaker=make_speaker())
    # Their number; the page of them; their posts; the letters; sections of the menu.
    with django_assert_num_queries(6):
        client.get("/speakers/")


# --- A speaker


def test_statements_of_a_speaker_link_to_their_anchor_in_the_report(client):
    speaker = make_heard()
    report = speaker.appearances.get().report
    statement = speaker.appearances.get().statements.get()
    assert f"{report.get_absolute_url()}#s{statement.pk}" in client.get(speaker.get_absolute_url()).text


def test_the_points_of_a_statement_are_a_list(client):
    assert client.get(make_heard().get_absolute_url()).text.count("<li><b class=") == 2


def test_posts_come_from_the_register_and_from_reports(client):
    speaker = make_heard()
    Membership.objects.create(
        speaker=speaker, organisation=make_organisation("省检察院"), role="处长", start="2010"
    )
    page = client.get(speaker.get_absolute_url()).text
    assert "省检察院处长" in page
    assert "丹东市人民检察院检察长" in page


def test_a_report_without_a_year_gives_no_date_of_a_post(client):
    speaker = make_heard()
    put(Report.objects.get(), event_start="--10-30", event_end="--10-30")
    (held,) = client.get(speaker.get_absolute_url()).context["tenures"]
    assert (held.first, held.last) == (None, None)


def test_a_post_printed_often_is_listed_once(client):
    (held,) = client.get(make_heard(3).get_absolute_url()).context["tenures"]
    assert held.number == 3


def test_statements_in_withdrawn_reports_are_not_shown(client):
    speaker = make_heard()
    report = make_withdrawn("撤下的报道", paragraphs=[SPOKEN])
    make_statement(report, SPOKEN, speaker=speaker)
    assert "撤下的报道" not in client.get(speaker.get_absolute_url()).text


def test_statements_no_longer_in_the_body_are_not_shown(client):
    speaker = make_heard()
    make_statement(speaker.appearances.get().report, "这句话已经删去。")
    assert "这句话已经删去" not in client.get(speaker.get_absolute_url()).text


def test_reports_without_a_statement_of_the_speaker_are_listed_apart(client):
    speaker = make_heard()
    report = make_published("只提到")
    make_appearance(report, speaker=speaker)
    assert list(client.get(speaker.get_absolute_url()).context["named"]) == [report]


def test_the_internal_note_on_a_speaker_is_not_shown(client):
    speaker = make_heard(speaker=make_speaker(note="另一个孙刚"))
    assert "另一个孙刚" not in client.get(speaker.get_absolute_url()).text


@pytest.mark.parametrize("number", [2, 15])
def test_a_speaker_page_makes_fifteen_queries(client, django_assert_num_queries, keeps, number):
    address = make_heard(number).get_absolute_url()
    client.get(address)  # keeps the cards of the reports
    # The speaker; number of statements; the statements and the cards of their reports; posts of the register;
    # posts printed; tags; years; occasions; who appears beside them; reports that name them; sections.
    with django_assert_num_queries(15):
        client.get(address)


def test_the_statements_are_narrowed_to_a_year(client):
    speaker = make_heard(published_at=datetime(2018, 6, 1, tzinfo=UTC))
    make_heard(speaker=speaker, published_at=datetime(2020, 6, 1, tzinfo=UTC))
    shown = client.get(f"{speaker.get_absolute_url()}?year=2020").context["page"]
    assert [statement.appearance.report.published_at.year for statement in shown] == [2020]


def test_the_statements_are_narrowed_to_a_tag(client):
    speaker = make_heard()
    report = make_published(paragraphs=[SPOKEN], tags=["听证"])
    make_statement(report, SPOKEN, speaker=speaker)
    assert len(client.get(f"{speaker.get_absolute_url()}?tag=听证").context["page"]) == 1


def test_the_statements_are_narrowed_to_an_occasion(client):
    speaker = make_heard(occasion="座谈会")
    make_heard(speaker=speaker, occasion="听证")
    shown = client.get(f"{speaker.get_absolute_url()}?occasion=听证").context["page"]
    assert [statement.appearance.report.occasion for statement in shown] == ["听证"]


def test_occasions_are_counted_within_the_other_facets(client):
    speaker = make_heard(2, occasion="座谈会", published_at=datetime(2018, 6, 1, tzinfo=UTC))
    make_heard(speaker=speaker, occasion="听证", published_at=datetime(2020, 6, 1, tzinfo=UTC))
    choices = client.get(f"{speaker.get_absolute_url()}?year=2018&occasion=听证").context["occasions"]
    assert [(choice.value.label, choice.value.number) for choice in choices] == [("座谈会", 2)]


def test_a_facet_link_keeps_the_other_facets(client):
    speaker = make_heard(occasion="听证", published_at=datetime(2018, 6, 1, tzinfo=UTC))
    (choice,) = client.get(f"{speaker.get_absolute_url()}?year=2018").context["occasions"]
    assert choice.params.chosen == {"year": "2018", "occasion": "听证"}


def test_facets_without_statements_show_a_message(client):
    speaker = make_heard()
    page = client.get(f"{speaker.get_absolute_url()}?occasion=听证").content.decode()
    assert "没有同时符合这些条件的发言" in page


def test_the_csv_of_a_speaker_is_narrowed_like_the_page(client):
    speaker = make_heard(occasion="座谈会")
    make_heard(speaker=speaker, occasion="听证")
    table = client.get(f"{speaker.get_absolute_url()}statements.csv?occasion=听证").getvalue().decode()
    assert ("听证" in table, "座谈会" in table) == (True, False)


def test_the_csv_of_a_speaker_contains_the_statements(client):
    speaker = make_heard()
    table = client.get(f"{speaker.get_absolute_url()}statements.csv").getvalue().decode("utf-8-sig")
    assert SPOKEN in table.splitlines()[1]
