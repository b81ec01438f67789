"""Restored punctuation is undone and restored again."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.intake import Importer
from articles.intake.restored_punctuation import punctuated_texts, restore_punctuation, undo_punctuation
from articles.intake.rewriting import with_characters
from articles.models import AuditEntry, Provenance, Report, Revision, Statement
from tests.intake.texts import make_text

pytestmark = pytest.mark.django_db
BODY = (
    "7月17日,安平市人民检察院召开会议。检察长孙明刚参加会议(扩大)。",
    "孙明刚检察长表示:主动接受监督,依法履职。",
)


@pytest.fixture
def origin():
    """A report, read from a page whose marks were half-width."""
    Importer().add("a.txt", make_text("安平市检察院:公益诉讼座谈会", body=BODY))
    return Provenance.objects.get()


def body():
    return Report.objects.get().paragraphs


def keys(provenance):
    return [mark.key for text in punctuated_texts(provenance) for mark in text.marks]


def test_every_mark_is_known_with_its_place(origin):
    assert keys(origin) == ["t-6", "b0-5", "b0-29", "b0-32", "b1-8", "b1-15"]


def test_one_is_undone(origin):
    undo_punctuation(origin, ["b0-5"], by=None)
    assert body()[0] == "7月17日,安平市人民检察院召开会议。检察长孙明刚参加会议（扩大）。"


def test_all_are_undone(origin):
    undo_punctuation(origin, by=None)
    assert (Report.objects.get().title, tuple(body())) == ("安平市检察院:公益诉讼座谈会", BODY)


def test_what_was_undone_is_restored_again(origin):
    before = body()
    undo_punctuation(origin, by=None)
    restore_punctuation(origin, by=None)
    assert body() == before


def test_a_statement_stays_a_piece_of_the_body(origin):
    undo_punctuation(origin, ["b1-15"], by=None)
    assert Statement.objects.get().text.endswith("主动接受监督,依法履职。")


def test_it_is_a_revision_of_its_own(origin, chief):
    undo_punctuation(origin, ["b0-5"], by=chief)
    assert Revision.objects.latest("number").by == chief


def test_what_is_undone_already_leaves_no_entry(origin):
    undo_punctuation(origin, ["b0-5"], by=None)
    assert undo_punctuation(origin, ["b0-5"], by=None) == 0
    assert AuditEntry.objects.filter(code="punctuation_undone").count() == 1


def test_nobody_changes_what_they_may_not_edit(origin, stranger):
    with pytest.raises(PermissionDenied):
        undo_punctuation(origin, by=stranger)


def test_what_an_editor_made_of_a_paragraph_is_not_touched(origin):
    report = Report.objects.get()
    report.body = report.body.replace("召开会议", "召开大会议")
    report.save()
    undo_punctuation(Provenance.objects.get(), by=None)
    assert body()[0] == "7月17日，安平市人民检察院召开大会议。检察长孙明刚参加会议（扩大）。"


def test_a_caption_has_marks_too(origin):
    report = Report.objects.get()
    photo = report.photos.create(caption="会场，一角")
    origin.captions = [{"line": 9, "text": "会场，一角", "before": 0, "restored": [2]}]
    undo_punctuation(origin, ["c0-2"], by=None)
    photo.refresh_from_db()
    assert photo.caption == "会场,一角"


def test_bold_words_and_spaces_at_the_ends_keep_their_places():
    html = "<p> 甲<b>乙，<i>丙</i></b>，丁 </p><p></p><p>戊，</p>"
    changed = with_characters(html, {0: {2: ",", 4: ","}, 1: {1: ","}})
    assert changed == "<p> 甲<b>乙,<i>丙</i></b>,丁 </p><p></p><p>戊,</p>"
