"""The folder holds every public page, byte for byte as the site answers it."""

import json

import pytest
from django.urls import get_resolver

from articles.models import Report, Statement
from articles.public import api
from articles.public.static_site.addresses import file_of
from articles.public.static_site.drawing import draw
from articles.public.static_site.reports import draw_reports
from tests.builders import (
    drawn,
    make_heard,
    make_photo,
    make_published,
    make_redirect,
    make_section,
    make_speaker,
    make_withdrawn,
)
from tests.public.static_site.folders import files, publish, site
from tests.public.test_addresses import ADDRESSES, address_of, make_complete

pytestmark = pytest.mark.django_db

#: What only an application answers, and what is no page.
ASKED = {
    *("search", "suggest", "search_feed", "search_feed_atom", "search_feed_json", "compare", "oembed"),
    *("api:search", "preview", "healthz"),
}
#: What nginx answers out of a map.
MAPPED = {"statement", "on_this_day"}


def as_file(response):
    """What a file holds: without the date of today, which the browser writes."""
    content = b"".join(response) if response.streaming else response.content
    return content


def test_every_page_of_a_complete_report_is_a_file(out):
    report = make_complete(make_published)
    publish(out)
    there = site(out)
    names = ADDRESSES.keys() - ASKED - MAPPED - {"media"}
    assert {name for name in names if file_of(address_of(name, report)) not in there} == set()


def test_every_pattern_of_the_site_is_a_file_or_known_to_be_none():
    names = {pattern.name for pattern in get_resolver("articles.public.urls").url_patterns}
    names |= {f"api:{pattern.name}" for pattern in api.api.urls[0]}
    assert names >= ASKED | MAPPED


def test_a_file_holds_what_the_site_answers(client, out):
    report = make_complete(make_published)
    publish(out)
    there = site(out)
    names = [name for name in ADDRESSES if name.startswith("api:") or name.endswith(("feed", "statements"))]
    for name in set(names) - ASKED:
        address = address_of(name, report)
        assert there[file_of(address)] == as_file(client.get(address)), name


def test_a_page_names_no_day(out):
    report = make_complete(make_published)
    publish(out)
    page = site(out)[file_of(report.get_absolute_url())].decode()
    assert '<time data-today="Asia/Shanghai"></time>' in page


def test_reports_drawn_by_the_batch_are_the_pages_that_the_view_draws(out, keeps):
    sections = [make_section(), make_section("通知公告", "notices"), None]
    speaker = make_speaker()
    for section in sections:
        make_heard(2, speaker=speaker, section=section)
    addresses = [report.get_absolute_url() for report in Report.objects.published()]
    drawn = draw_reports([*addresses, make_withdrawn(notice="有误").get_absolute_url()])
    assert drawn == {address: draw(address).content for address in addresses}


def test_a_statement_has_its_own_file_out_of_the_list(client, out):
    make_heard(3)
    publish(out)
    for statement in Statement.objects.all():
        address = f"/api/statements/{statement.pk}"
        assert site(out)[file_of(address)] == client.get(address).content


def test_the_pages_of_a_list_are_all_there(client, out):
    section = make_section()
    for number in range(41):
        make_published(f"报道{number}", section=section)
    publish(out)
    there = site(out)
    wanted = {f"sections/{section.slug}/index{page}.html" for page in ("", ".page-2", ".page-3")}
    assert wanted <= there.keys()
    assert f"sections/{section.slug}/index.page-4.html" not in there


def test_next_in_the_interface_leads_from_file_to_file(out):
    reports = [make_published(f"报道{number}") for number in range(45)]
    publish(out)
    there, address, ids = site(out), "/api/reports", []
    while address:
        page = json.loads(there[file_of(address)])
        ids += [report["id"] for report in page["results"]]
        address = (page["next"] or "").removeprefix("https://news.example.gov.cn")
    assert ids == sorted((report.pk for report in reports), reverse=True)


def test_a_new_report_changes_the_first_page_of_the_interface_alone(out):
    for number in range(60):
        make_published(f"报道{number}")
    publish(out)
    before = site(out)
    make_published("新的报道")
    publish(out)
    changed = {path for path, content in site(out).items() if before.get(path) != content}
    assert {path for path in changed if path.startswith("api/reports.")} == {"api/reports.json"}


def test_a_photo_is_there_in_every_width(out):
    report = make_published()
    photo = make_photo(report, "a.jpg", content=drawn(600, 400, "JPEG"))
    publish(out)
    folder = file_of(photo.file.url).rpartition("/")[0]
    names = {path.rpartition("/")[2] for path in site(out) if path.startswith(folder)}
    assert names == {"widest.jpg", "480.jpg", "480.webp", "600.jpg", "600.webp"}


def test_the_scripts_and_styles_are_there(out):
    publish(out)
    assert {"static/articles/site.css", "static/articles/reader.js"} <= site(out).keys()


def test_the_pages_for_errors_and_for_the_search_are_there(out):
    publish(out)
    assert {"404.html", "500.html", "search/index.html", "robots.txt"} <= site(out).keys()


def test_a_second_run_writes_nothing(out):
    make_complete(make_published)
    publish(out)
    before = files(out)
    assert publish(out).written == 0
    assert files(out) == before


def test_the_manifest_lists_every_file(out):
    make_complete(make_published)
    publish(out)
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text().splitlines()]
    there = {path: len(content) for path, content in files(out).items() if path != "manifest.jsonl"}
    assert {line["path"]: line["size"] for line in lines} == there


def test_what_is_withdrawn_is_gone(out):
    report = make_complete(make_published)
    publish(out)
    path = file_of(report.get_absolute_url())
    assert path in site(out)
    from articles.editorial import workflow  # noqa: PLC0415

    workflow.transition(report, "withdraw", reason="内容有误", notice="")
    publish(out)
    there = site(out)
    assert path not in there
    assert [
        each for each, content in there.items() if "未公开的消息" in content.decode(errors="replace")
    ] == []


def test_a_notice_of_withdrawal_stands_apart(out):
    report = make_withdrawn(notice="因内容有误，已撤回。")
    publish(out)
    path = file_of(report.get_absolute_url())
    assert "因内容有误" in site(out)[f".gone/{path}"].decode()
    assert path not in site(out)
    line = f'"{report.get_absolute_url()}" "/.gone/{path}";'
    assert line in (out / "nginx.conf").read_text()


def test_a_file_that_is_not_of_the_site_is_removed(out):
    publish(out)
    (out / "site" / "stray.html").write_text("stray")
    publish(out)
    assert "stray.html" not in site(out)


def test_a_file_that_was_lost_is_written_again(out):
    publish(out)
    (out / "site" / "index.html").unlink()
    publish(out)
    assert "index.html" in site(out)


def test_a_former_slug_is_in_the_map_with_its_feeds(out):
    report = make_complete(make_published)
    speaker = report.appearances.get().speaker
    make_redirect(speaker, "ouyang")
    publish(out)
    maps = (out / "nginx.conf").read_text()
    assert '"/speakers/ouyang/" "/speakers/ouyang-qing/";' in maps
    assert '"/speakers/ouyang/feed/atom/" "/speakers/ouyang-qing/feed/atom/";' in maps
