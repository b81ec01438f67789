"""The manuscript of a stored report."""

from datetime import UTC, datetime

import pytest

from articles.editorial.checks import manuscript_of
from articles.editorial.checks.manuscript import Person, Picture, Tenure
from articles.models import Membership, OrganisationName, OtherName, WordRule
from tests.builders import (
    make_appearance,
    make_organisation,
    make_photo,
    make_published,
    make_report,
    make_scheduled,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def links(body):
    return [(link.place, link.start, link.words) for link in manuscript_of(make_report(body=body)).links]


def leads(address):
    [link] = manuscript_of(make_report(body=f'<p><a href="{address}">详情</a></p>')).links
    return link.leads


def test_a_person_comes_with_what_the_register_knows():
    report, body = make_report(event_start="2019-07-17"), make_organisation()
    speaker = make_speaker()
    OtherName.objects.create(speaker=speaker, name="孙钢")
    OrganisationName.objects.create(organisation=body, name="市检察院")
    for title, end in (("检察长", ""), ("副检察长", "2018")):
        Membership.objects.create(speaker=speaker, organisation=body, role=title, end=end)
    make_appearance(report, titles="党组书记、检察长", speaker=speaker)
    make_statement(report, "会议在市检察院召开。")
    [person] = manuscript_of(report).people
    short = ("市检察院",)
    assert person == Person(
        name="孙刚",
        titles=("党组书记", "检察长"),
        organisation="丹东市人民检察院",
        speaks=True,
        known_as=("孙刚", "孙钢"),
        posts=(
            Tenure("丹东市人民检察院", "检察长", True, short),
            Tenure("丹东市人民检察院", "副检察长", False, short),
        ),
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p>见<a href="/a">详情</a>。</p>', ("paragraph:0", 1, "详情")),
        ('<p></p><p> 见<b>此</b><em><a href="/a">详<b>情</b></a></em></p>', ("paragraph:0", 2, "详情")),
        ('<p>甲</p><p><b>一</b>二<a href="/a">详情</a></p>', ("paragraph:1", 2, "详情")),
    ],
)
def test_a_link_stands_where_its_words_begin(body, expected):
    assert links(body) == [expected]


def test_a_link_leads_to_a_report_that_readers_see():
    assert leads(make_published().get_absolute_url())


def test_a_link_to_a_report_that_waits_leads_nowhere():
    assert not leads(make_scheduled().get_absolute_url())


@pytest.mark.parametrize(
    "address", ["/admin/", "/preview/1/", "/nowhere", "/news/201908/t20190806_4711.html"]
)
def test_a_link_to_no_public_page_leads_nowhere(address):
    assert not leads(address)


@pytest.mark.parametrize("address", ["/", "/search/", "https://www.spp.gov.cn/x", "mailto:a@b.cn"])
def test_links_to_other_sites_are_assumed_to_work(address):
    assert leads(address)


def test_a_link_with_our_host_is_to_this_site(settings):
    settings.SITE_URL = "https://www.example.gov.cn"
    assert not leads("https://www.example.gov.cn/nowhere")


def test_pictures_are_those_of_the_report_and_of_the_body():
    figure = '<figure><img src="/media/a.jpg" alt="会场"><figcaption>全景</figcaption></figure>'
    report = make_report(body=f"<p>会议。</p>{figure}")
    lost, here = make_photo(report, caption="合影", content=None), make_photo(report, alt="大厅")
    assert manuscript_of(report).pictures == (
        Picture(f"photo:{lost.pk}", "合影", "", here=False),
        Picture(f"photo:{here.pk}", "", "大厅"),
        Picture("image:0", "全景", "会场"),
    )


def test_the_day_of_publication_is_that_of_the_newsroom():
    at = datetime(2019, 8, 5, 17, tzinfo=UTC)
    assert f"{manuscript_of(make_report(published_at=at)).published_on}" == "2019-08-06"


def test_only_rules_in_use_are_words_of_the_list():
    WordRule.objects.all().delete()
    WordRule.objects.create(wrong="甲", right="乙", legal_basis="词典", except_in="甲板 甲虫", level="error")
    WordRule.objects.create(wrong="丙", right="丁", legal_basis="词典", active=False)
    [wording] = manuscript_of(make_report()).wordings
    assert (wording.wrong, wording.except_in, wording.level) == ("甲", ("甲板", "甲虫"), "error")


def test_a_new_newsroom_has_a_word_list():
    assert WordRule.objects.filter(wrong="布署", right="部署").exists()


def test_queries_do_not_grow_with_the_report(django_assert_num_queries):
    report = make_report(paragraphs=["会议。"] * 30)
    for name in "甲乙丙":
        make_appearance(report, name, speaker=make_speaker(name))
    with django_assert_num_queries(7):
        manuscript_of(report)
