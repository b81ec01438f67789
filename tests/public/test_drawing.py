"""Pages with what is kept, and without it."""

import pytest

from articles.models import RenderedReport, Report, Speaker
from articles.models.prepared import Prepared
from articles.models.rendered import EMPTY
from articles.public import drawing
from articles.public.drawing import Named, keeping, version
from tests.builders import (
    make_published,
    make_report,
    make_scheduled,
    make_section,
    make_spoken_reports,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
LISTS = ("/", "/reports/", "/sections/{section}/", "/search/?q=检察")


def kept(column):
    """The ids of the reports of which this column is kept."""
    return set(RenderedReport.objects.exclude(**{column: ""}).values_list("pk", flat=True))


@pytest.mark.usefixtures("keeps")
class TestKeeping:
    def test_a_report_is_kept_after_its_page_was_shown(self, client):
        report = make_spoken_reports()
        client.get(report.get_absolute_url())
        assert kept("article") == {report.pk}

    def test_lists_keep_cards(self, client):
        make_spoken_reports(3)
        client.get("/reports/")
        assert (len(kept("card")), kept("article")) == (3, set())

    def test_a_page_is_the_same_drawn_and_kept(self, client):
        report = make_spoken_reports(3)
        lists = (path.format(section=report.section.slug) for path in LISTS)
        for address in (report.get_absolute_url(), *lists):
            assert client.get(address).content == client.get(address).content

    def test_what_is_kept_is_shown(self, client):
        report = make_published()
        client.get(report.get_absolute_url())
        kept_html = RenderedReport.objects.get(pk=report.pk).article
        RenderedReport.objects.update(article=kept_html.replace("检察机关", "检查机关"))
        assert "检查机关" in client.get(report.get_absolute_url()).text

    def test_a_change_is_shown_at_once(self, client):
        report = make_published()
        client.get(report.get_absolute_url())
        Report.objects.filter(pk=report.pk).update(title="改过的题目")
        assert "改过的题目" in client.get(report.get_absolute_url()).text
        assert "改过的题目" in client.get("/reports/").text

    def test_a_withdrawn_report_is_not_shown_though_it_is_kept(self, client):
        report = make_published("收回的题目")
        client.get(report.get_absolute_url())
        columns = RenderedReport.objects.filter(pk=report.pk).values(*EMPTY).get()
        Report.objects.filter(pk=report.pk).update(status=Report.Status.WITHDRAWN)
        RenderedReport.objects.filter(pk=report.pk).update(**columns)
        assert client.get(report.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn])
    def test_nothing_is_kept_of_what_is_not_public(self, client, admin_client, make):
        report = make()
        client.get(report.get_absolute_url() or f"/yaowen/201908/t20190806_{report.pk}.html")
        admin_client.get(f"/preview/{report.pk}/")
        assert (kept("article"), kept("card")) == (set(), set())

    def test_a_change_while_the_page_is_drawn_is_not_lost(self, client, monkeypatch):
        report = make_published()
        store = keeping.keeper.store

        def change_first(drawn):
            Report.objects.filter(pk=report.pk).update(title="改过的题目")
            RenderedReport.objects.update(stamp=-1)  # tests are one transaction, which has one stamp
            store(drawn)

        monkeypatch.setattr(keeping.keeper, "store", change_first)
        client.get(report.get_absolute_url())
        assert kept("article") == set()

    @pytest.mark.parametrize("name", ["SITE_NAME", "SITE_ORGANISER", "SITE_URL", "TIME_ZONE"])
    def test_html_of_other_settings_is_not_shown(self, client, settings, name):
        report = make_published()
        client.get(report.get_absolute_url())
        before = RenderedReport.objects.get(pk=report.pk).article_version
        setattr(settings, name, {"TIME_ZONE": "Europe/Paris"}.get(name, "https://other.example"))
        client.get(report.get_absolute_url())
        assert RenderedReport.objects.get(pk=report.pk).article_version != before

    def test_html_of_other_software_is_not_shown(self, client, monkeypatch):
        report = make_published()
        client.get(report.get_absolute_url())
        RenderedReport.objects.update(article='["old"]', card='["old"]')
        monkeypatch.setattr(version, "_version", lambda *values: "another")
        assert [client.get(path).status_code for path in ("/reports/", report.get_absolute_url())] == [
            200,
            200,
        ]

    def test_nothing_is_kept_while_templates_are_edited(self, client, settings):
        settings.DEBUG = True
        client.get(make_published().get_absolute_url())
        assert kept("article") == set()

    def test_without_a_site_url_each_host_gets_its_own_addresses(self, client, settings):
        settings.SITE_URL = ""
        address = make_published().get_absolute_url()
        pages = [client.get(address, headers={"host": host}).text for host in ("localhost", "127.0.0.1")]
        assert [f'"http://localhost{address}"' in page for page in pages] == [True, False]
        assert pages[1] == pages[0].replace("http://localhost", "http://127.0.0.1")

    def test_a_picture_of_unknown_size_is_looked_at_each_time(self, client):
        report = make_published()
        report.photos.create(file="photos/later.jpg")
        client.get(report.get_absolute_url())
        assert kept("article") == set()

    def test_a_report_without_its_row_is_drawn(self, client):
        report = make_published()
        RenderedReport.objects.all().delete()
        assert [client.get(path).status_code for path in ("/reports/", report.get_absolute_url())] == [
            200,
            200,
        ]

    def test_a_request_keeps_a_bounded_number(self, client, monkeypatch):
        monkeypatch.setattr(keeping, "MOST", 2)
        make_spoken_reports(5)
        client.get("/reports/")
        assert len(kept("card")) == 2

    def test_a_get_writes_nothing_before_it_is_answered(self, client, monkeypatch):
        stored = []
        monkeypatch.setattr(keeping.keeper, "store", stored.append)
        client.get(make_published().get_absolute_url())
        assert (len(stored), kept("article")) == (1, set())


def test_cards_of_nothing_make_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert drawing.cards_of([]) == {}


def test_the_masthead_shows_a_section_from_its_first_report_on(client):
    section = make_section("检务公开")
    before = client.get("/tags/").text
    make_published(section=section)
    assert ("检务公开" in before, "检务公开" in client.get("/tags/").text) == (False, True)


def test_a_prepared_query_takes_its_arguments():
    speakers = [Speaker.objects.create(name=name, pinyin=name, slug=name) for name in "ab"]
    query = Prepared(lambda pk: Speaker.objects.filter(pk=pk).order_by("pk").values_list("name"), int)
    assert [query.rows(speaker.pk) for speaker in speakers] == [[("a",)], [("b",)]]


def test_a_prepared_query_converts_its_columns():
    report = make_published()
    query = Prepared(lambda pk: Report.objects.filter(pk=pk).order_by().values_list("shown_at"), int)
    assert query.rows(report.pk) == [(Report.objects.get(pk=report.pk).shown_at,)]


@pytest.mark.parametrize("slug", ["sun-gang", "孙刚", "speaker-0", "𠮷野", "ئۇيغۇر"])
def test_the_index_of_names_has_the_addresses_of_the_speakers(slug):
    address = Speaker(name="孙刚", slug=slug).get_absolute_url()
    assert f'<a href="{address}">孙刚</a>' in drawing.names([Named("孙刚", slug, "", 2, "市院", "检察长")])


def test_the_index_of_names_is_escaped():
    html = drawing.names([Named("<b>", "b", "", 0, "<i>", "<u>")])
    assert [tag in html for tag in ("<b>", "<i>", "<u>")] == [False, False, False]


def test_html_is_drawn_again_after_a_migration():
    """It may have changed reports while there were no triggers."""
    assert "migrations" in version.CODE


class TestDrawingWhatIsMissing:
    def test_public_reports_are_drawn_as_their_pages_draw_them(self, client):
        report = make_spoken_reports(3)
        make_report(), make_withdrawn()
        page = client.get(report.get_absolute_url()).content
        assert sum(drawing.draw_missing(60)) == 3
        assert kept("article") == kept("card") == set(Report.objects.published().values_list("pk", flat=True))
        assert client.get(report.get_absolute_url()).content == page

    def test_nothing_is_drawn_twice(self):
        make_spoken_reports(2)
        assert [sum(drawing.draw_missing(60)) for _ in range(2)] == [2, 0]

    def test_what_is_of_another_version_is_drawn_again_or_dropped(self):
        public, hidden = make_published(), make_withdrawn()
        RenderedReport.objects.update(article_version="old", article="x", card_version="old", card="x")
        assert sum(drawing.draw_missing(60)) == 1
        assert kept("article") == {public.pk}
        assert hidden.pk not in kept("card")

    def test_it_ends_in_time(self):
        make_published()
        assert sum(drawing.draw_missing(0)) == 0
