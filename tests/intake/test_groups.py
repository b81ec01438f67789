"""Files taken together: none is mistaken for another, and one that fails takes no other along."""

import pytest
from django.db import IntegrityError

from articles.intake import Importer, Outcome, batch
from articles.intake.groups import GROUP_FILES, groups
from articles.intake.near_duplicates import MOST_BEARERS, Likeness, most_similar
from articles.models import Appearance, Provenance, Report, Shingle, SourceText, Speaker
from articles.reading.parallel import InputFile
from tests.builders import make_report
from tests.intake.texts import BODY, OTHER_BODY, make_text

OTHER = make_text("临河法院禁毒宣传进校园", body=OTHER_BODY)
TWIN = make_text("公益诉讼座谈会召开", extra=["（转载）本文有删节。"])


def add_each(*files):
    """The outcomes of files (name, bytes) that came in one run."""
    return list(Importer().add_each(InputFile(name, raw) for name, raw in files))


def outcomes(*files):
    return [result.outcome for result in add_each(*files)]


def sizes(*files):
    return [len(group) for group in groups((InputFile(*file) for file in files), lambda file: file)]


def test_no_more_files_are_taken_together_than_fit():
    assert sizes(*((str(n), b"%d" % n) for n in range(GROUP_FILES + 2))) == [GROUP_FILES, 2]


def test_large_files_are_taken_alone():
    assert sizes(("a", b"1" * 900_000), ("b", b"2" * 900_000), ("c", b"3")) == [1, 2]


@pytest.mark.parametrize("file", [("a", b"3"), ("c", b"1")])
def test_a_file_is_not_taken_together_with_its_namesake_or_copy(file):
    assert sizes(("a", b"1"), ("b", b"2"), file) == [2, 1]


@pytest.mark.django_db
def test_the_same_bytes_twice_in_one_run_are_stored_once():
    assert outcomes(("a.txt", OTHER), ("b.txt", OTHER)) == [Outcome.NEW, Outcome.UNCHANGED]


@pytest.mark.django_db
def test_a_file_that_changes_within_a_run_is_a_proposal():
    again = make_text(extra=["会议还研究了其他事项，并对下一步工作作出安排。"])
    assert outcomes(("a.txt", make_text()), ("a.txt", again)) == [Outcome.NEW, Outcome.CHANGED]


@pytest.mark.django_db
def test_near_duplicates_that_come_together_are_pointed_out():
    first, second = add_each(("a.txt", make_text()), ("b.txt", TWIN))
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.NEAR_DUPLICATE)
    assert second.reports[0].provenances.get().similar_to == first.reports[0]


@pytest.mark.django_db
def test_one_person_in_two_files_that_come_together_is_one_speaker():
    other = "孙明刚检察长指出，要抓好禁毒宣传工作，形成长效机制，提高群众的识毒防毒拒毒意识。"
    body = ("9月3日，安平市人民检察院召开禁毒宣传工作会议，安平市人民检察院检察长孙明刚参加。", other)
    add_each(("a.txt", make_text()), ("b.txt", make_text("安平市检察院部署禁毒宣传", body=body)))
    speakers = set(Appearance.objects.filter(name="孙明刚").values_list("speaker__name", "report__id"))
    assert len(speakers) == 2
    assert Speaker.objects.filter(name="孙明刚").count() == 1


@pytest.mark.django_db
def test_one_name_at_two_organisations_in_files_that_come_together_waits_for_a_person():
    body = (
        "9月3日，临河县人民法院召开会议。临河县人民法院院长孙明刚表示，要抓好禁毒宣传工作，形成长效机制。",
    )
    add_each(("a.txt", make_text()), ("b.txt", make_text("临河法院部署禁毒宣传", body=body)))
    linked = Appearance.objects.filter(name="孙明刚").order_by("pk").values_list("speaker__name", flat=True)
    assert list(linked) == ["孙明刚", None]


@pytest.fixture
def refusing(monkeypatch):
    """Makes storing refuse a report of that title, with the error and so many times."""

    def refuse(title, error, times):
        stored, left = batch.store, [times]

        def store(incoming, likeness):
            if left[0] and any(one.draft.title == title for one in incoming):
                left[0] -= 1
                raise error
            return stored(incoming, likeness)

        monkeypatch.setattr(batch, "store", store)

    return refuse


@pytest.mark.django_db
def test_a_file_that_fails_takes_no_other_along(refusing):
    refusing("公益诉讼座谈会召开", OSError("no room"), times=9)
    files = (("a.txt", make_text()), ("b.txt", TWIN), ("c.txt", OTHER))
    assert outcomes(*files) == [Outcome.NEW, Outcome.FAILED, Outcome.NEW]
    assert (Report.objects.count(), SourceText.objects.count()) == (2, 2)


@pytest.mark.django_db
def test_a_file_is_tried_again_where_somebody_enters_the_same_name_meanwhile(refusing):
    refusing("公益诉讼座谈会召开", IntegrityError("twice"), times=2)
    assert outcomes(("b.txt", TWIN)) == [Outcome.NEW]


@pytest.mark.django_db
def test_a_file_is_not_tried_for_ever(refusing):
    refusing("公益诉讼座谈会召开", IntegrityError("twice"), times=99)
    assert outcomes(("b.txt", TWIN)) == [Outcome.FAILED]


@pytest.mark.django_db
def test_what_many_reports_share_is_not_kept_again():
    likeness = Likeness([{1, 2}])
    for _number in range(MOST_BEARERS + 1):
        likeness.add(make_report().pk, {1})
    likeness.save()
    assert Shingle.objects.filter(value=1).count() == MOST_BEARERS


@pytest.mark.django_db
def test_a_report_is_known_again_by_what_few_share():
    likeness, report = Likeness([set(range(20))]), make_report()
    likeness.add(report.pk, set(range(20)))
    likeness.save()
    assert most_similar(set(range(10, 30))) == report


@pytest.mark.django_db
def test_every_report_of_a_group_keeps_its_own_source():
    add_each(("a.txt", make_text()), ("c.txt", OTHER))
    made = Provenance.objects.order_by("pk").values_list("source__file_name", "report__body")
    assert [(name, BODY[0] in body) for name, body in made] == [("a.txt", True), ("c.txt", False)]
