# ruff: noqa: S311 - acts by chance, no secrets
"""After any acts the folder that followed them equals one written afresh, byte for byte."""

import random
from datetime import timedelta
from itertools import zip_longest
from shutil import rmtree

import pytest
from django.db.models import F
from django.utils import timezone

from articles.editorial import workflow
from articles.models import (
    Appearance,
    Credit,
    Membership,
    Organisation,
    Photo,
    Report,
    Section,
    Speaker,
    Statement,
    Tag,
    Tally,
    listings,
)
from articles.public.relatedness import around, around_each
from articles.public.static_site.digests import digests
from articles.public.static_site.facts import facts_of
from articles.public.static_site.pages import Site
from articles.public.static_site.relations import Relations
from articles.public.views.reports import RELATED
from tests.builders import (
    edit,
    make_appearance,
    make_organisation,
    make_photo,
    make_published,
    make_redirect,
    make_report,
    make_scheduled,
    make_section,
    make_speaker,
    make_statement,
    make_tag,
)
from tests.public.static_site.folders import files, publish

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]

ACTS = 6  # between two looks


def some(rows):
    """One of the rows, or None."""
    return random.choice(list(rows) or [None])


def live():
    return some(Report.objects.published())


# Each act is named for what happens; it does nothing where there is nothing for it.


def publish_one():
    words = f"孙刚表示，第{random.randrange(10**6)}件事要办好。"
    report = make_published(
        f"报道{random.randrange(10**6)}",
        paragraphs=[words, "会议在市检察院召开。"],
        section=some(Section.objects.all()),
        tags=random.sample(list(Tag.objects.all()), min(Tag.objects.count(), 2)),
        published_at=timezone.now() - timedelta(days=random.randrange(90)),
    )
    speaker = some(Speaker.objects.all())
    make_statement(report, words, speaker=speaker)
    Appearance.objects.filter(report=report).update(organisation=some(Organisation.objects.all()))


def change_a_title():
    if report := live():
        edit(report, title=f"新题{random.randrange(10**6)}")


def change_words():
    """A statement may no longer stand in the body."""
    if report := live():
        edit(report, body="<p>完全不同的话。</p>")


def withdraw_silently():
    if report := live():
        workflow.transition(report, "withdraw", reason="内容有误", notice="")


def withdraw_with_notice():
    if report := live():
        workflow.transition(report, "withdraw", reason="内容有误", notice="因内容有误，已撤回。")


def write_a_draft():
    make_report("草稿", section=some(Section.objects.all()))


def let_a_scheduled_report_go_live():
    report = make_scheduled("定时", hours=1, section=some(Section.objects.all()))
    Report.objects.filter(pk=report.pk).update(live_from=timezone.now())


def move_to_a_section():
    if report := live():
        edit(report, section=some(Section.objects.all()))


def rename(model, **values):
    if entry := some(model.objects.all()):
        model.objects.filter(pk=entry.pk).update(**values)
    return entry


def rename_a_speaker():
    rename(Speaker, name=f"名{random.randrange(1000)}")


def move_a_speaker():
    old = rename(Speaker, slug=f"slug-{random.randrange(10**6)}")
    if old:
        make_redirect(old, old.slug)


def rename_a_tag():
    rename(Tag, name=f"标签{random.randrange(10**6)}", slug=f"tag-{random.randrange(10**6)}")


def rename_a_section():
    rename(Section, name=f"栏目{random.randrange(10**6)}", slug=f"lm-{random.randrange(10**6)}")


def rename_an_organisation():
    rename(Organisation, name=f"机关{random.randrange(10**6)}", slug=f"jg-{random.randrange(10**6)}")


def add_entries():
    number = random.randrange(10**6)
    make_section(f"栏目{number}")
    make_tag(f"标签{number}")
    make_speaker(f"人{number % 1000}", pinyin=f"ren {number}")
    make_organisation(f"机关{number}")


def identify():
    if appearance := some(Appearance.objects.all()):
        Appearance.objects.filter(pk=appearance.pk).update(speaker=some(Speaker.objects.all()))


def add_a_membership():
    speaker, organisation = some(Speaker.objects.all()), some(Organisation.objects.all())
    if speaker and organisation:
        role = f"职务{random.randrange(10**6)}"
        Membership.objects.create(speaker=speaker, organisation=organisation, role=role)


def end_a_membership():
    if membership := some(Membership.objects.all()):
        membership.delete()


def change_tags():
    if report := live():
        report.tags.set(random.sample(list(Tag.objects.all()), min(Tag.objects.count(), 2)))


def add_a_photo():
    if report := live():
        make_photo(report, f"p{random.randrange(10**6)}.gif")


def remove_a_photo():
    if photo := some(Photo.objects.all()):
        photo.delete()


def add_someone():
    if report := live():
        make_appearance(report, f"某{random.randrange(10**6)}", speaker=some(Speaker.objects.all()))


def drop_a_statement():
    if statement := some(Statement.objects.all()):
        statement.delete()


def add_a_credit():
    if report := live():
        Credit.objects.create(report=report, role="供稿", name=f"记者{random.randrange(1000)}")


DEEDS = [each for each in list(globals().values()) if getattr(each, "__module__", "") == __name__]
DEEDS = [each for each in DEEDS if each not in {some, live, rename}]


def keep_lists():
    """Write the kept lists, as the commands do of which some acts are a short form."""
    listings.refresh(list(Report.objects.values_list("pk", flat=True)))


def differences(path):
    """(file, line that followed, fresh line) of the first difference of each file that differs."""
    publish(path / "fresh")
    followed, fresh = files(path / "followed"), files(path / "fresh")
    for name in sorted(followed.keys() | fresh.keys()):
        lines = [each.get(name, b"(none)").splitlines() for each in (followed, fresh)]
        if name != "manifest.jsonl" and lines[0] != lines[1]:
            yield (name, *next((a, b) for a, b in zip_longest(*lines) if a != b))


def follow(path, acts):
    for act in acts:
        act()
    keep_lists()
    publish(path / "followed")


@pytest.fixture
def archive(tmp_path):
    """A followed folder of more than a page of reports."""
    random.seed(tmp_path.name)
    follow(tmp_path, [add_entries, add_entries, *[publish_one] * 22, add_a_membership, add_a_photo])
    return tmp_path


def test_what_each_act_touches_is_drawn(archive):
    for act in random.sample(DEEDS, len(DEEDS)):
        follow(archive, [act])
    assert list(differences(archive)) == []


def test_a_notice_moves_with_the_slug_of_its_section(archive):
    follow(archive, [withdraw_with_notice])
    for section in Section.objects.all():
        Section.objects.filter(pk=section.pk).update(slug=f"renamed-{section.pk}")
    follow(archive, [])
    assert list(differences(archive)) == []


def test_kept_numbers_that_are_mended_are_drawn(archive):
    Tally.objects.all().update(reports=F("reports") + 20, statements=F("statements") + 1)
    rmtree(archive / "followed")
    publish(archive / "followed")  # drawn with these numbers
    assert list(listings.mismatches())
    listings.mend()
    publish(archive / "followed")
    assert list(differences(archive)) == []


def test_related_reports_follow_the_rule_of_the_pages(archive):
    """What is due is told from facts; the pages ask the database."""
    stored, live = digests(timezone.now())
    site = Site(dict(facts_of(stored, live)))
    reports, now = list(Report.objects.published()), timezone.now()
    drawn = {report.pk: around(report, now, RELATED) for report in reports}
    assert any(each.related for each in drawn.values())
    assert {pk: Relations(site).of(pk) for pk in site.live} == {pk: drawn[pk].related for pk in drawn}
    assert around_each(list(drawn), now, RELATED) == drawn


def test_what_several_acts_touch_is_drawn(archive):
    for _look in range(4):
        follow(archive, random.choices([publish_one, *DEEDS], k=ACTS))
    assert list(differences(archive)) == []
