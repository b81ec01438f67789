"""The search page."""

from urllib.parse import quote

import pytest

from articles import search
from tests.builders import make_published, make_section, make_speaker, make_statement, make_withdrawn
from tests.markup import without_indentation

pytestmark = pytest.mark.django_db


def make_found(*titles, **values):
    paragraphs = ["检察机关开展公益诉讼工作。"]
    reports = [make_published(title, paragraphs=paragraphs, **values) for title in titles]
    search.index(reports)
    return reports


def found(client, query, **parameters):
    response = client.get("/search/", {"q": query, **parameters})
    return [report for report, *_rest in response.context["found"]]


def test_an_empty_query_finds_nothing(client):
    make_found("报道")
    assert found(client, "") == []


def test_a_report_with_the_word_is_found(client):
    reports = make_found("报道")
    assert found(client, "公益诉讼") == reports


def test_a_withdrawn_report_is_not_found(client):
    report = make_withdrawn(paragraphs=["检察机关开展公益诉讼工作。"])
    search.index([report])
    assert found(client, "公益诉讼") == []


def test_the_word_is_highlighted(client):
    make_found("报道")
    assert "<mark>公益诉讼</mark>" in client.get("/search/?q=公益诉讼").text


@pytest.mark.parametrize(
    "query", ['"><script>alert(1)</script>', "%00", "' OR 1=1 --", "*" * 5000, '"', "NEAR("]
)
def test_a_hostile_query_is_escaped(client, query):
    make_found("报道")
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("page", ["0", "2", "x", "-1"])
def test_a_page_beyond_the_last_is_404(client, page):
    make_found("报道")
    assert client.get("/search/", {"q": "公益诉讼", "page": page}).status_code == 404


def test_the_link_to_the_second_page_keeps_the_query(client):
    make_found(*(f"报道{number}" for number in range(21)))
    assert (
        "?q=%E5%85%AC%E7%9B%8A&amp;sort=newest&amp;page=2" in client.get("/search/?q=公益&sort=newest").text
    )


def test_an_unknown_order_is_ignored(client):
    reports = make_found("报道")
    assert found(client, "公益诉讼", sort="'; drop") == reports


def test_result_pages_have_one_canonical_url(client):
    page = client.get("/search/?q=公益").text
    assert '<link rel="canonical" href="https://news.example.gov.cn/search/">' in page


def test_results_are_narrowed_by_a_facet(client):
    first, _second = make_found("一", "二")
    first.tags.add("听证")
    assert found(client, "公益诉讼", tag="听证") == [first]


def test_a_facet_links_to_the_narrowed_search(client):
    make_found("一", "二")[0].tags.add("听证")
    assert "&amp;tag=%E5%90%AC%E8%AF%81" in client.get("/search/?q=公益诉讼").text


def test_a_facet_value_of_all_results_is_not_shown(client):
    for report in make_found("一", "二"):
        report.tags.add("听证")
    assert "facet-tag" not in client.get("/search/?q=公益诉讼").text


@pytest.mark.parametrize(("most", "bounded"), [(1, 1), (2, None)])
def test_facets_of_many_results_say_in_how_many_they_are_counted(client, monkeypatch, most, bounded):
    make_found("一", "二")[0].tags.add("听证")
    monkeypatch.setattr("articles.search.hits.MOST_RANKED", most)
    assert client.get("/search/?q=公益诉讼").context["bounded"] == bounded


@pytest.mark.parametrize("query", ["", "《》"])
def test_facets_without_a_query_list_the_reports(client, query):
    first, _second = make_found("一", "二")
    first.tags.add("听证")
    assert found(client, query, tag="听证") == [first]


def test_a_list_without_a_query_has_its_facets_as_heading(client):
    make_found("一", section=make_section("要闻", "yaowen"))[0].tags.add("听证")
    page = client.get("/search/?tag=听证&section=yaowen").text
    assert "<h1>要闻 · 听证</h1>" in without_indentation(page)


def test_a_list_without_a_query_has_one_order(client):
    make_found("一")[0].tags.add("听证")
    assert "sort=newest" not in client.get("/search/?tag=听证").text


def test_a_narrowed_search_links_to_itself_without_the_query(client):
    make_found("一")[0].tags.add("听证")
    assert 'href="?tag=%E5%90%AC%E8%AF%81"' in client.get("/search/?q=公益&tag=听证").text


def test_facets_without_results_show_a_message(client):
    make_found("一")
    assert "没有符合以上全部条件的内容" in client.get("/search/?section=elsewhere").text


def test_statements_of_a_speaker_are_listed_without_a_query(client):
    report = make_published(paragraphs=["公益诉讼一。", "公益诉讼二。"])
    make_statement(report, "公益诉讼一。", name="孙刚")
    his = make_statement(report, "公益诉讼二。", name="何彬", speaker=make_speaker("何彬", slug="he-bin"))
    response = client.get("/search/?speaker=he-bin&kind=statements")
    assert [said for said, _words in response.context["found"]] == [his]


def test_a_statement_links_to_its_anchor_in_the_report(client):
    report = make_published("报道", paragraphs=["孙刚说，公益诉讼很重要。"])
    said = make_statement(report, "孙刚说，公益诉讼很重要。")
    search.index([report])
    page = client.get("/search/?q=公益诉讼&kind=statements").text
    assert f"{report.get_absolute_url()}#s{said.pk}" in page


def test_facets_of_statements_include_the_speaker(client):
    report = make_published(paragraphs=["公益诉讼一。", "公益诉讼二。"])
    for name, words in (("孙刚", "公益诉讼一。"), ("何彬", "公益诉讼二。")):
        make_statement(report, words, name=name, speaker=make_speaker(name, slug=name))
    search.index([report])
    facets = client.get("/search/?q=公益诉讼&kind=statements").context["facets"]
    assert [(facet.name, len(choices)) for facet, choices in facets] == [("speaker", 2)]


@pytest.mark.parametrize("kind", ["reports", "statements"])
@pytest.mark.parametrize(
    "query", ["检", "公益", "公益訴訟", "ＡＩ 检察", "ai辅助", '"AI辅助办案"', "检察 -法院"]
)
def test_short_mixed_and_traditional_queries_find_the_same_report(client, query, kind):
    words = "孙刚说，AI辅助办案，检察公益诉讼更快。"
    report = make_published("报道", paragraphs=[words])
    make_statement(report, words)
    search.index([report])
    assert len(client.get("/search/", {"q": query, "kind": kind}).context["found"]) == 1


def test_a_correction_is_offered_where_nothing_is_found(client):
    make_found("公益诉讼")
    page = client.get("/search/?q=公益诉颂").text
    assert 'href="?q=%E5%85%AC%E7%9B%8A%E8%AF%89%E8%AE%BC">公益诉讼</a>' in page


def test_a_result_links_to_the_words_in_the_report(client):
    [report] = make_found("报道")
    place = f"{report.get_absolute_url()}#:~:text={quote('检察机关开展公益诉讼工作')}"
    assert place in client.get("/search/?q=公益诉讼").text


def test_completions_match_pinyin(client):
    make_found("公益诉讼")
    assert "公益诉讼" in client.get("/search/suggest/?q=gongyi").json()


def test_corrections_are_taken_from_the_narrowed_reports(client):
    make_found("公益诉讼")
    assert client.get("/search/?q=公益诉颂&section=elsewhere").context["meant"] == []


@pytest.mark.parametrize("query", ["", "-武汉", "《》", "🙂"])
def test_without_a_query_tags_are_shown(client, query):
    make_published(tags=["听证"])
    page = client.get("/search/", {"q": query}).text
    assert ('<ul class="tags">' in page, 'class="outcome"' in page) == (True, False)


@pytest.mark.parametrize("number", [2, 9])
@pytest.mark.usefixtures("keeps")
@pytest.mark.parametrize("kind", ["reports", "statements"])
@pytest.mark.parametrize("asked", [{"q": "公益诉讼"}, {"section": "yaowen"}])
def test_the_queries_of_a_search_do_not_depend_on_the_results(
    client, django_assert_max_num_queries, number, kind, asked
):
    section = make_section(slug="yaowen")
    for report in make_found(*(f"报道{each}" for each in range(number)), section=section):
        report.tags.add(f"标签{report.pk}")
        make_statement(report, "检察机关开展公益诉讼工作。")
    client.get("/search/", {"kind": kind} | asked)
    # Which reports; their texts, for the order; the reports and their cards; a query for each facet;
    # sections of the menu.
    with django_assert_max_num_queries(12):
        client.get("/search/", {"kind": kind} | asked)
