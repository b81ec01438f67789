"""The same files give the same people, statements, tags and register entries, however they are imported."""

from functools import cache
from pathlib import Path

import pytest
from django.db import transaction

from articles.editorial import audit
from articles.intake import Importer
from articles.models import Organisation, Provenance, Section, Speaker, Tag
from articles.reading.parallel import InputFile
from articles.register.known import known
from tests.builders import make_report
from tests.intake.texts import make_text

pytestmark = pytest.mark.django_db
READING = Path(__file__).parents[1] / "reading"
FILES = tuple(sorted([*(READING / "gold").rglob("*.txt"), *(READING / "unseen").rglob("*.txt")]))


def import_in(runs, files=FILES, *, jobs=1):
    """Import the files in so many runs; give what is stored of each report, and the registers."""
    for start in range(runs):
        importer = Importer()
        some = (InputFile(str(path), path.read_bytes()) for path in files[start::runs])
        list(importer.add_each(some, jobs=jobs))
        importer.finish()
    provenances = Provenance.objects.select_related("report", "source").defer("source__raw")
    reports = {(each.source.file_name, each.position): content_of(each.report) for each in provenances}
    registers = {
        model.__name__: sorted(model.objects.values_list("name", flat=True))
        for model in (Speaker, Organisation, Section, Tag)
    }
    return reports, registers


def content_of(report):
    """Title, people with their statements, and tags of a report."""
    people = [
        (each.name, each.printed_organisation, each.titles, [row.text for row in each.statements.all()])
        for each in report.appearances.all()
    ]
    return report.title, people, sorted(tag.name for tag in report.tags.all())


@cache
def in_one_run():
    """What is stored where all files are imported in one run. It is rolled back."""
    with transaction.atomic():
        result = import_in(1)
        transaction.set_rollback(True)
    return result


def test_there_are_people_and_tags_to_compare():
    reports, _registers = in_one_run()
    assert len(reports) >= len(FILES) // 2
    assert sum(len(people) for _title, people, _tags in reports.values()) > len(FILES)


def test_ten_runs_store_what_one_run_stores():
    assert import_in(10) == in_one_run()


def test_the_order_of_the_files_does_not_matter():
    assert import_in(1, FILES[::-1]) == in_one_run()


def test_two_jobs_store_what_one_job_stores():
    assert import_in(1, jobs=2) == in_one_run()


class TestKnown:
    """What the reader is told of the registers."""

    @pytest.fixture
    def speaker(self):
        """A speaker of whom one file alone has told."""
        Importer().add("a.txt", make_text())
        return Speaker.objects.get(name="孙明刚")

    def test_entries_that_only_an_import_made_are_not_known(self, speaker):
        assert Tag.objects.exists()
        assert (known().tags, known().speakers) == ((), ())

    @pytest.mark.parametrize(
        "confirm",
        [
            lambda speaker: speaker.other_names.create(name="明刚"),
            lambda speaker: Speaker.objects.filter(pk=speaker.pk).update(rank=1),
            lambda speaker: speaker.decisions.create(kind="identified", name=speaker.name),
            lambda speaker: audit.record(audit.Kind.CHANGE, speaker),
        ],
        ids=["another name", "a rank", "a decision", "an edit at the desk"],
    )
    def test_a_speaker_is_known_by(self, confirm, speaker):
        confirm(speaker)
        assert known().speakers == ("孙明刚",)

    def test_a_tag_that_was_entered_at_the_desk_is_known(self):
        make_report(tags=["双向移送"])
        assert known().tags == ("双向移送",)
