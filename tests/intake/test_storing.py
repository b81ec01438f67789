"""Whatever the reader returns is stored so that every page can show it."""

import pytest
from django.db import OperationalError
from django.urls import reverse

from articles.intake import Importer, Outcome, batch, storing
from articles.intake.near_duplicates import Likeness
from articles.models import Section, Speaker, Tag
from articles.reading.draft import Draft, Paragraph, Person
from tests.builders import make_source
from tests.intake.test_input_files import word_file
from tests.intake.texts import make_text

pytestmark = pytest.mark.django_db
SECTIONS = ["한국어", "Новости", "ئۇيغۇرچە", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ", "😀", "……", "要闻", "Search", "x" * 80]


def store(**values):
    """The report that is stored of a draft."""
    draft = Draft(**{"title": "会议召开", "body": (Paragraph("会议召开。", (1,)),)} | values)
    pending = storing.PendingReport(draft, make_source(), 0, set())
    return storing.store([pending], Likeness([set()]))[0].report


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_in_any_script_has_an_address(name):
    section = store(section=name).section
    section.clean_fields()
    assert section.get_absolute_url().isascii()


@pytest.mark.parametrize("name", SECTIONS)
def test_tags_and_people_in_any_script_have_addresses(name):
    person = Person(name, titles=("检察长",), organisation=name)
    report = store(tags=(name,), people=(person,))
    appearance = report.appearances.get()
    for entry in (report.tags.get(), appearance.speaker, appearance.organisation):
        entry.clean_fields()
        assert reverse(f"articles:{entry._meta.model_name}", args=[entry.slug])


def test_many_sections_without_a_letter_are_numbered():
    slugs = [store(section=name).section.slug for name in ("한국어", "😀", "Новости")]
    assert slugs == ["section-1", "section-2", "section-3"]


def test_titles_and_names_lose_control_characters():
    report = store(title="甲\x0c乙\r\n丙\uffff", section="要\x08闻", tags=("公\x1b益", "公益"))
    assert (report.title, report.section.name) == ("甲乙  丙", "要闻")
    assert [tag.name for tag in report.tags.all()] == ["公益"]


def test_what_is_in_hand_is_what_is_stored():
    report = store(title="甲\x0c乙")
    before = report.version
    report.refresh_from_db()
    assert (report.title, report.version) == ("甲乙", before)


def test_the_years_one_and_9999_are_no_times_of_publication():
    assert [store(published_at=day).published_at for day in ("0001-01-01", "9999-12-31")] == [None, None]


def test_a_spaced_out_name_is_the_same_person_in_either_order():
    people = [Person("宋 玉", titles=("检察长",)), Person("宋玉", titles=("检察长",))]
    for person in people:
        store(people=(person,))
    assert [speaker.name for speaker in Speaker.objects.all()] == ["宋玉"]


def test_pictures_are_gone_from_the_disk_where_their_file_could_not_be_stored(settings, monkeypatch):
    monkeypatch.setattr(batch, "add_pictures", add_and_fail(batch.add_pictures))
    assert Importer().add("c.docx", word_file()).outcome == Outcome.FAILED
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def add_and_fail(add_pictures):
    def act(*args):
        add_pictures(*args)
        raise OSError("disk full")

    return act


@pytest.mark.parametrize("message", ["deadlock detected", "database is locked"])
def test_a_file_that_lost_a_race_is_stored_at_the_second_try(message, monkeypatch):
    tries = []
    original = batch.store

    def store_later(*args):
        tries.append(args)
        if len(tries) == 1:
            raise OperationalError(message)
        return original(*args)

    monkeypatch.setattr(batch, "store", store_later)
    assert Importer().add("a.txt", make_text()).outcome == Outcome.NEW


def test_entries_of_an_import_say_so():
    store(section="要闻", tags=("公益",), people=(Person("宋玉", organisation="临河县法院"),))
    assert all(model.objects.get().from_import for model in (Section, Tag, Speaker))
