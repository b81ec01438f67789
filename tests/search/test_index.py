"""index() and rebuild(): what of a report can be found, and when."""

import pytest
from django.core.management import call_command
from django.db import connection

from articles.intake import Importer
from articles.models import Credit, Photo, Report, SearchEntry, Suggestion
from articles.models.body import from_paragraphs
from articles.search import index, rebuild, search
from articles.search.hits import entries
from articles.search.query import parse
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_speaker,
    make_tag,
)
from tests.intake.texts import make_text
from tests.search.prose import make_reports

pytestmark = pytest.mark.django_db


def found(query):
    return list(search(query, Report.objects.all()).page)


def indexed(query):
    """The keys that the index of grams gives; the search reads the texts themselves where reports are few."""
    return list(entries(parse(query).terms).values_list("pk", flat=True))


@pytest.fixture
def full_report():
    """A report with a different word in each place where readers see one."""
    report = make_published(
        "标题之词",
        paragraphs=["正文之词"],
        summary="摘要之词",
        source="来源之词",
        responsible_editor="责编之词",
        tags=[make_tag("标签之词")],
    )
    report.body += "<figure><img src='/a.jpg'><figcaption>图注之词</figcaption></figure>"
    report.save()
    make_appearance(
        report,
        "宋　玉",
        titles="职务之词",
        organisation="印刷机关",
        speaker=make_speaker("欧阳人物"),
        organisation_id=make_organisation("所属机关").pk,
    )
    Credit.objects.create(report=report, role="供稿", name="作者之词")
    Photo.objects.create(report=report, caption="照片之词 New York")
    index([report])
    return report


@pytest.mark.parametrize(
    "word",
    [
        *("标题之词", "正文之词", "摘要之词", "来源之词", "责编之词", "标签之词", "图注之词", "作者之词"),
        *("照片之词", "职务之词", "宋玉", "印刷机关", "欧阳人物", "所属机关", '"new york"'),
    ],
)
def test_every_word_that_readers_see_is_found(full_report, word):
    assert found(word) == [full_report]


def test_indexing_twice_changes_nothing(full_report):
    before = SearchEntry.objects.values().get()
    index([full_report])
    assert SearchEntry.objects.values().get() == before


def test_words_that_an_edit_took_out_are_found_no_more(full_report):
    full_report.body = from_paragraphs(["另外的话"])
    full_report.save()
    index([full_report])
    assert (found("正文之词"), found("另外的话")) == ([], [full_report])


def test_what_is_indexed_is_what_is_stored(full_report):
    full_report.title = "还没保存"
    index([full_report])
    assert found("标题之词") == [full_report]


def test_a_deleted_report_takes_its_entry_along(full_report):
    full_report.delete()
    assert (SearchEntry.objects.count(), found("正文之词")) == (0, [])


def test_the_index_follows_a_report_through_many_changes(full_report):
    for word in ("一一", "二二", "三三"):
        Report.objects.update(body=from_paragraphs([word]))
        index([full_report])
    assert {word: len(found(word)) for word in ("一一", "二二", "三三")} == {"一一": 0, "二二": 0, "三三": 1}


@pytest.mark.parametrize("count", [1, 20])
def test_indexing_takes_as_many_queries_for_one_report_as_for_many(count, django_assert_num_queries):
    reports = make_reports(count)
    # a transaction and its end; reports, stale entries, people, tags, by-lines, captions, statements; the
    # entries; the words that are known, those that are new. PostgreSQL takes what was written into its index
    # by one more.
    settling = connection.vendor == "postgresql"
    with django_assert_num_queries(12 + settling):
        index(reports)


def test_no_report_takes_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        index([])


def test_a_book_is_indexed_to_its_end():
    book = make_published(paragraphs=["检察机关开展公益诉讼。" * 200] * 100 + ["终了。"])
    index([book])
    assert found("终了") == [book]


def test_a_text_with_more_pairs_than_an_entry_holds_is_indexed_as_far_as_it_goes():
    letters = [chr(code) for code in range(0x20000, 0x2A000)]
    pairs = "".join(a + b for step in (1, 3, 5, 7) for a, b in zip(letters, letters[step:], strict=False))
    report = make_published(paragraphs=["开头", pairs, "终了"])
    index([report])
    assert (indexed("开头"), indexed("终了")) == ([report.pk], [])


def test_rebuilding_finds_all_reports_again():
    reports = make_reports(5)
    assert sum(rebuild(batch=2)) == 5
    assert SearchEntry.objects.count() == len(reports)


def test_rebuilding_mends_an_index_that_lost_its_words(full_report):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO articles_searchentry_fts(articles_searchentry_fts) VALUES ('delete-all')"
            )
    else:
        SearchEntry.objects.update(grams="")
    assert indexed("正文之词") == []
    call_command("rebuild_search")
    assert indexed("正文之词") == [full_report.pk]


def test_rebuilding_drops_the_words_that_no_report_has_any_more(full_report):
    Suggestion.objects.create(text="旧词", pinyin="jiu ci", letters="jiuci", initials="jc")
    list(rebuild())
    words = set(Suggestion.objects.values_list("text", flat=True))
    assert ("旧词" in words, "欧阳人物" in words) == (False, True)


def test_words_are_suggested_while_the_index_is_rebuilt(full_report):
    before = set(Suggestion.objects.values_list("text", flat=True))
    batches = rebuild(batch=1)
    next(batches)
    assert before <= set(Suggestion.objects.values_list("text", flat=True))


def test_a_word_that_is_added_meanwhile_is_kept(full_report):
    batches = rebuild(batch=1)
    next(batches)
    Suggestion.objects.create(text="新词", pinyin="xin ci", letters="xinci", initials="xc")
    list(batches)
    assert Suggestion.objects.filter(text="新词").exists()


def test_the_command_prints_how_many(capsys):
    make_reports(3)
    call_command("rebuild_search")
    assert capsys.readouterr().out.strip() == "Reports indexed: 3"


@pytest.mark.parametrize("odd", ["", "甲 & 乙 < 丙　“丁”\u00a0戊"])
def test_a_report_just_imported_is_indexed_as_if_it_were_read_again(odd):
    report = Importer().add("a.txt", make_text(extra=[f"图为会议现场{odd}。"])).reports[0]
    entry = SearchEntry.objects.values().get(report=report)
    index([report])
    assert SearchEntry.objects.values().get(report=report) == entry
