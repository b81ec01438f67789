"""What the front keeps, and what it sends of it."""

import pytest

from articles.editorial import workflow
from articles.models import Report
from tests.builders import edit, make_published, make_section, make_withdrawn
from tests.public.pages.visitor import HOST

pytestmark = pytest.mark.on_both_databases


def test_a_page_is_made_once(visitor):
    make_published("检察开放日")
    first, second = visitor.get("/"), visitor.get("/")
    assert "检察开放日" in second.text
    assert first == second
    assert visitor.asked == ["/"]


def test_a_hit_asks_the_database_nothing(visitor, django_assert_num_queries):
    visitor.get("/")
    visitor.get("/")
    with django_assert_num_queries(0):
        visitor.get("/")
        visitor.get("/", method="HEAD")
        visitor.get("/?utm_source=mail")


def test_a_publication_is_seen_by_the_next_request(visitor):
    visitor.get("/")
    make_published("检察开放日")
    assert "检察开放日" in visitor.get("/").text


def test_a_change_is_seen_by_the_next_request(visitor):
    report = make_published("旧题")
    visitor.get(report.get_absolute_url())
    edit(report, title="新题")
    assert "新题" in visitor.get(report.get_absolute_url()).text


def test_a_change_without_an_act_is_seen_by_the_next_request(visitor):
    report = make_published("旧题")
    visitor.get(report.get_absolute_url())
    Report.objects.filter(pk=report.pk).update(title="新题")
    assert "新题" in visitor.get(report.get_absolute_url()).text


def test_a_withdrawal_is_seen_by_the_next_request(visitor):
    report = make_published("检察开放日")
    visitor.get(report.get_absolute_url())
    workflow.transition(report, "withdraw", reason="误", notice="已撤回")
    answer = visitor.get(report.get_absolute_url())
    assert (answer.status, "检察开放日" in answer.text) == (410, False)


def test_a_draft_makes_no_page_anew(visitor):
    visitor.get("/")
    Report.objects.create(title="草稿", body="<p>草稿。</p>")
    visitor.get("/")
    assert visitor.asked == ["/"]


def test_the_page_of_a_withdrawn_report_is_kept(visitor):
    report = make_withdrawn(notice="已撤回")
    assert visitor.is_kept(report.get_absolute_url())


def test_a_redirect_is_kept(visitor):
    report = make_published(section=make_section(slug="news"))
    assert visitor.is_kept(f"/other/201908/t20190806_{report.pk}.html")


@pytest.mark.parametrize("address", ["/reports/7/", "/speakers/nobody/", "/reports/?page=9", "/nowhere"])
def test_a_404_is_not_kept(visitor, address):
    assert visitor.get(address).status == 404
    assert not visitor.is_kept(address)
    assert visitor.front.store.period.size == 0


@pytest.mark.parametrize("address", ["/healthz", "/api/popolo.json", "/preview/1/", "/admin/login/"])
def test_what_is_not_the_same_for_everyone_or_streamed_is_not_kept(visitor, address):
    assert not visitor.is_kept(address)


def test_a_post_goes_to_django(visitor):
    visitor.get("/")
    visitor.get("/", method="POST")
    assert visitor.asked == ["/", "/"]


def test_who_is_signed_in_is_answered_by_django(visitor):
    visitor.get("/")
    visitor.get("/", cookie="a=b; sessionid=abc")
    assert visitor.asked == ["/", "/"]


def test_another_cookie_does_not_matter(visitor):
    visitor.get("/")
    visitor.get("/", cookie="theme=dark")
    assert visitor.asked == ["/"]


def test_head_has_the_headers_of_get_and_no_content(visitor):
    visitor.get("/", method="HEAD")
    got, head = visitor.get("/"), visitor.get("/", method="HEAD")
    assert head.content == b""
    assert head.headers == got.headers
    assert visitor.asked == ["/"]


def test_each_host_has_its_own_pages(visitor, settings):
    settings.ALLOWED_HOSTS = [HOST, "other.example.gov.cn"]
    settings.SITE_URL = ""
    here, there = visitor.get("/").text, visitor.get("/", host="other.example.gov.cn").text
    assert "other.example.gov.cn" in there
    assert "other.example.gov.cn" not in here


def test_a_host_that_is_not_allowed_is_refused(visitor):
    visitor.get("/")
    assert visitor.get("/", host="evil.example").status == 400
    assert len(visitor.front.store.period.pages) == 1


def test_a_request_without_host_goes_to_django(visitor):
    visitor.get("/", host=None)
    assert not visitor.front.store.period.pages


def test_each_scheme_has_its_own_pages(visitor):
    visitor.get("/")
    visitor.get("/", scheme="https")
    assert visitor.asked == ["/", "/"]


def test_no_kept_page_carries_a_nonce(visitor):
    make_published()
    visitor.get("/")
    (page,) = visitor.front.store.period.pages.values()
    policy = dict(page.headers)["Content-Security-Policy"]
    assert "nonce" not in policy + visitor.get("/").text
