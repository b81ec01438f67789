"""The source beside its result."""

import pytest
from django.utils import translation

from articles.admin.intake.source_view import Segment, row_of
from articles.intake import Importer
from articles.models import Provenance
from tests.builders import make_report, make_source

pytestmark = pytest.mark.django_db
RAW = "检察新闻\n分享到：微信\n会议在市检察院召开。\n".encode()


def address(source):
    return f"/admin/articles/sourcetext/{source.pk}/change/"


@pytest.fixture
def source():
    removed = [{"line": 2, "text": "分享到：微信", "reason": "share"}]
    source = make_source(raw=RAW, removed=removed, file_name="seeds/a.txt")
    report = make_report("检察新闻")
    Provenance.objects.create(source=source, report=report, lines=[[3]], draft={"body": report.paragraphs})
    return source


class TestRows:
    def test_a_removed_line_is_struck_with_its_reason(self):
        with translation.override("en"):
            row = row_of(2, "分享到：微信", [("分享到：微信", "share")])
        assert (row.segments, row.reasons) == ((Segment("分享到：微信", True),), ("Share buttons",))

    def test_only_the_removed_part_of_a_line_is_struck(self):
        row = row_of(1, "「丹东检察」视察", [("「丹东检察」", "section_tag")])
        assert row.segments == (Segment("「丹东检察」", True), Segment("视察", False))

    def test_a_line_that_nothing_was_kept_of_is_struck_though_the_words_were_tidied(self):
        row = row_of(1, "分享到:&nbsp;微信", [("分享到: 微信", "share")])
        assert [segment.removed for segment in row.segments] == [True]

    def test_invisible_characters_are_named_and_strike_nothing(self):
        row = row_of(1, "会\u200b议", [("U+200B", "invisible")])
        assert (row.segments, len(row.reasons)) == ((Segment("会\u200b议", False),), 1)

    def test_words_that_are_not_in_a_kept_line_strike_nothing(self):
        row = row_of(1, "会议召开。", [("别的", "tools")], paragraph="p0-0")
        assert row.segments == (Segment("会议召开。", False),)

    def test_an_empty_line_has_no_pieces(self):
        assert row_of(1, "", []).segments == ()

    def test_an_unknown_reason_is_shown_as_it_is(self):
        assert row_of(1, "甲", [("甲", "later_reason")]).reasons == ("later_reason",)


class TestPage:
    def test_lines_and_paragraphs_lead_to_each_other(self, source, desk):
        page = desk.get(address(source)).text
        assert ('href="#p0-0"' in page, 'href="#l3"' in page) == (True, True)

    def test_removed_words_are_marked_as_such(self, source, desk):
        assert "<del>分享到：微信</del>" in desk.get(address(source)).text

    def test_an_edit_since_is_pointed_out(self, source, desk):
        provenance = source.provenances.get()
        provenance.report.body = "<p>另一段。</p>"
        provenance.report.save()
        assert [result.edited for result in desk.get(address(source)).context["results"]] == [True]

    def test_what_the_source_says_is_text_not_markup(self, desk):
        source = make_source(raw=b"<script>alert(1)</script>")
        assert "<script>alert(1)" not in desk.get(address(source)).text

    def test_every_seed_can_be_seen(self, desk, settings):
        importer = Importer()
        for file in sorted((settings.BASE_DIR / "seeds").glob("*.txt")):
            importer.add(file.name, file.read_bytes())
        answers = [desk.get(address(source)).status_code for source in importer.batch.sources.all()]
        assert answers == [200, 200]

    def test_the_report_leads_to_its_source(self, source, desk):
        report = source.provenances.get().report
        assert address(source) in desk.get(f"/admin/articles/report/{report.pk}/change/").text

    @pytest.mark.parametrize("page", ["change", "delete", "raw"])
    def test_a_source_is_not_changed(self, page, source, desk):
        desk.post(f"/admin/articles/sourcetext/{source.pk}/{page}/", {"post": "yes", "file_name": "b.txt"})
        source.refresh_from_db()
        assert (source.file_name, bytes(source.raw)) == ("seeds/a.txt", RAW)


class TestWhatBecameOfALine:
    LINES = (
        "市检察院召开会议",
        "8月6日，市检察院召开会议，研究公益诉讼工作，部署下一步任务。",
        "图为会议现场(鲍雪芹 摄)",
        "会议指出，要认真落实代表们提出的意见和建议，切实增强使命感、责任感和紧迫感。",
        "分享到：",
    )

    @pytest.fixture
    def answer(self, desk):
        Importer().add("a.txt", "\n".join(self.LINES).encode())
        return desk.get(address(Provenance.objects.get().source))

    def test_every_line_is_kept_or_removed(self, answer):
        rows = answer.context["rows"]
        kept = [bool(row.paragraph) for row in rows]
        removed = [bool(row.segments[0].removed) for row in rows]
        assert (kept, removed) == ([True] * 4 + [False], [False] * 4 + [True])

    def test_title_and_caption_are_called_so(self, answer):
        assert [row.role for row in answer.context["rows"]] == ["title", "", "caption", "", ""]

    def test_a_caption_stands_in_its_place(self, answer):
        (result,) = answer.context["results"]
        assert [paragraph.caption for paragraph in result.paragraphs] == [False, True, False]

    def test_restored_marks_are_shown(self, answer):
        assert '<span class="restored" title="原文是半角">（</span>' in answer.text


class TestRawBytes:
    def test_they_come_as_they_were(self, source, desk):
        assert desk.post(f"/admin/articles/sourcetext/{source.pk}/raw/").content == RAW

    def test_a_browser_saves_them_and_never_shows_them(self, source, desk):
        headers = desk.post(f"/admin/articles/sourcetext/{source.pk}/raw/").headers
        names = ("Content-Disposition", "Content-Type", "X-Content-Type-Options")
        assert [headers[name] for name in names] == ['attachment; filename="a.txt"', "text/plain", "nosniff"]
