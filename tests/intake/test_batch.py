"""Files become rows: repeatable, each on its own, nobody's edit overwritten."""

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from articles import models
from articles.intake import Importer, Outcome
from articles.intake.batch import ABANDONED, close_abandoned, start
from articles.models import AuditEntry, ImportBatch, Report, SourceText
from articles.reading.formats import extract_content
from articles.reading.parallel import InputFile
from tests.builders import make_tag
from tests.intake.texts import BODY, OTHER_BODY, make_text

pytestmark = pytest.mark.django_db

LINKS = "更多>>信息公告\n- ·关于组织开展2024年全市宣传月 活动的\n- ·关于印发工作要点 的通知\n".encode()


def add(raw=None, *, file="in/a.txt", **options):
    importer = Importer(**options)
    result = importer.add(file, make_text() if raw is None else raw)
    importer.finish()
    return result


def everything():
    """Every row of every table of the app but the audit log."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in map(vars(models).get, models.__all__)
        if model is not models.AuditEntry
    }


def test_a_new_file_becomes_a_draft():
    result = add()
    assert result.outcome == Outcome.NEW
    assert Report.objects.get().status == Report.Status.DRAFT


def test_a_draft_is_stored_with_all_that_was_read():
    report = add().reports[0]
    assert report.title == "安平市检察院召开公益诉讼座谈会"
    assert (report.event_start, f"{report.published_at:%Y-%m-%d}") == ("2019-07-17", "2019-07-18")
    assert report.paragraphs == list(BODY)
    assert [str(credit) for credit in report.credits.all()] == ["供稿：刘小璐"]


def test_the_occasion_is_stored():
    assert add(make_text(title="市检察院召开公益诉讼座谈会")).reports[0].occasion == "座谈会"


def test_speakers_are_stored_with_the_post_as_printed():
    report = add().reports[0]
    assert [(a.name, a.post, a.speaker.name) for a in report.appearances.all()] == [
        ("孙明刚", "安平市人民检察院检察长", "孙明刚"),
        ("穆书琴", "安平市人民检察院副检察长", "穆书琴"),
    ]


def test_every_statement_is_a_piece_of_the_body():
    report = add().reports[0]
    statements = [s.text for a in report.appearances.all() for s in a.statements.all()]
    assert statements == list(BODY[1:])


def test_the_raw_bytes_and_what_was_removed_are_kept():
    raw = make_text()
    source = add(raw).reports[0].provenances.get().source
    assert bytes(source.raw) == raw
    assert "分享到：" in [line["text"] for line in source.removed]


def test_every_paragraph_knows_its_lines():
    provenance = add().reports[0].provenances.get()
    assert provenance.lines == [[3], [4], [5]]


def test_the_import_is_written_into_the_report_s_record():
    assert add().reports[0].transitions.get().action == "import"


def test_the_same_bytes_again_change_no_row():
    add()
    before = everything()
    assert add(file="elsewhere/b.txt").outcome == Outcome.UNCHANGED
    assert everything() == before


def test_publishing_makes_it_public():
    add(publish=True)
    assert Report.objects.published().count() == 1


def test_a_changed_file_is_kept_as_a_proposal_and_the_report_left_alone():
    report = add().reports[0]
    Report.objects.filter(pk=report.pk).update(title="编辑改过的标题")
    result = add(make_text(extra=["会议还研究了其他事项，并对下一步工作作出安排。"]))
    assert result.outcome == Outcome.CHANGED
    assert Report.objects.get().title == "编辑改过的标题"
    assert SourceText.objects.get(replaces__isnull=False).replaces == report.provenances.get().source


def test_a_changed_file_again_is_unchanged():
    add()
    changed = make_text(extra=["会议还研究了其他事项，并对下一步工作作出安排。"])
    add(changed)
    assert add(changed).outcome == Outcome.UNCHANGED


def test_another_report_under_a_used_file_name_is_new():
    add()
    assert add(make_text("临河法院禁毒宣传进校园", body=OTHER_BODY)).outcome == Outcome.NEW


def test_a_near_duplicate_is_stored_and_pointed_out():
    first = add().reports[0]
    result = add(make_text("公益诉讼座谈会召开", extra=["（转载）本文有删节。"]), file="in/b.txt")
    assert result.outcome == Outcome.NEAR_DUPLICATE
    assert result.reports[0].provenances.get().similar_to == first


def test_reports_that_share_a_by_line_and_a_closing_are_no_near_duplicates():
    closing = "本报道由安平市人民检察院新闻办公室供稿，通讯员刘小璐、摄影周明远，转载请注明出处。"
    Importer().add("a.txt", make_text(extra=[closing]))
    other = make_text("临河法院禁毒宣传进校园", body=OTHER_BODY, extra=[closing])
    assert Importer().add("b.txt", other).outcome == Outcome.NEW


def test_a_near_duplicate_is_never_published_unseen():
    add(publish=True)
    add(make_text("公益诉讼座谈会召开", extra=["（转载）本文有删节。"]), file="in/b.txt", publish=True)
    assert Report.objects.published().count() == 1


def test_a_report_without_a_title_is_never_published_unseen():
    report = add("\n".join(BODY).encode(), publish=True).reports[0]
    assert report.status == Report.Status.DRAFT


def test_reports_that_share_a_by_line_alone_are_not_alike():
    add()
    other = make_text("临河法院禁毒宣传进校园", body=OTHER_BODY)
    assert add(other, file="in/b.txt").outcome == Outcome.NEW


def test_a_page_of_links_stores_nothing_but_its_source():
    result = add(LINKS)
    assert result.outcome == Outcome.FAILED
    assert (Report.objects.count(), SourceText.objects.count()) == (0, 1)


def test_a_page_of_links_says_so_again_the_second_time():
    first, second = add(LINKS), add(LINKS)
    assert second.problems[0].message == first.problems[0].message


@pytest.mark.parametrize("raw", [b"\x00\x01\x02\xff", "检察".encode()[:-1], b"\xff\xfe\x00"])
def test_bytes_that_are_no_text_fail_with_the_byte(raw):
    result = add(raw)
    assert result.outcome == Outcome.FAILED
    assert "byte" in result.problems[0].message.lower()


def test_a_failure_is_kept_in_the_book_of_the_batch():
    importer = Importer()
    importer.add("in/bad.txt", b"\x00")
    assert importer.finish().failures[0]["file"] == "in/bad.txt"


def test_a_batch_that_brought_nothing_is_not_kept():
    add()
    before = models.ImportBatch.objects.count()
    add()
    assert models.ImportBatch.objects.count() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_every_accepted_encoding_makes_the_same_report(encoding):
    report = add(make_text().decode().encode(encoding)).reports[0]
    assert report.paragraphs == list(BODY)


def test_the_source_s_text_reads_as_it_was_written():
    text = make_text().decode()
    source = add(text.encode("utf-16")).reports[0].provenances.get().source
    assert extract_content(bytes(source.raw), source.file_name, source.encoding).text == text


def test_a_title_too_long_for_its_column_is_cut_and_the_rest_is_in_the_source():
    raw = make_text("安平市检察院" + "长" * 300)
    report = add(raw).reports[0]
    assert len(report.title) <= 200
    assert bytes(report.provenances.get().source.raw) == raw


def test_a_tag_of_the_newsroom_s_own_is_used_again():
    tag = make_tag("公益诉讼")
    assert tag in add().reports[0].tags.all()


def test_a_database_that_refuses_leaves_nothing_half_written(monkeypatch):
    from articles.intake import batch  # noqa: PLC0415 - the name that is replaced

    def refuse(incoming, likeness):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")

    monkeypatch.setattr(batch, "store", refuse)
    assert add().outcome == Outcome.FAILED
    assert (Report.objects.count(), SourceText.objects.count()) == (0, 0)


def test_one_that_a_database_refuses_leaves_the_others_of_its_transaction(monkeypatch):
    from articles.intake import batch  # noqa: PLC0415 - the name that is replaced

    stored = batch.store

    def refuse_the_third(incoming, likeness):
        if any("第3号" in pending.draft.title for pending in incoming):
            raise IntegrityError("refused")
        return stored(incoming, likeness)

    monkeypatch.setattr(batch, "store", refuse_the_third)
    files = [InputFile(f"{number}.txt", make_text(title=f"第{number}号通报")) for number in range(7)]
    outcomes = [result.outcome for result in Importer().add_each(files)]
    assert [number for number, outcome in enumerate(outcomes) if outcome == Outcome.FAILED] == [3]
    assert Report.objects.count() == len(files) - 1


class TestCutShort:
    """Imports whose process ended before they were finished."""

    def aged(self):
        """An unfinished batch that began two hours ago."""
        batch = start()
        ImportBatch.objects.filter(pk=batch.pk).update(started_at=timezone.now() - 2 * ABANDONED)
        return batch

    def test_one_without_a_sign_of_life_is_closed_and_recorded(self):
        batch = self.aged()
        assert close_abandoned() == 1
        batch.refresh_from_db()
        assert batch.finished_at is not None
        assert AuditEntry.objects.filter(code="import_cut_short", object_id=batch.pk).count() == 1

    def test_one_that_began_just_now_goes_on(self):
        start()
        assert close_abandoned() == 0

    def test_one_that_stored_a_file_just_now_goes_on(self):
        Importer(batch=self.aged()).add("a.txt", make_text())
        assert close_abandoned() == 0

    def test_one_in_which_files_wait_for_an_editor_goes_on(self):
        self.aged().pending.create(file_name="a.txt", raw=b"1", state="read")
        assert close_abandoned() == 0


def test_an_import_is_in_the_audit_log_from_its_start():
    importer = Importer(label="import_seeds")
    assert [entry.code for entry in AuditEntry.objects.all()] == ["import_started"]
    importer.add("a.txt", make_text())
    importer.finish()
    assert AuditEntry.objects.get(code="import_finished").values == {"new": 1}
