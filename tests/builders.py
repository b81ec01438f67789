"""Plain builders: each makes one saved row, with sensible values where a test doesn't care."""

from datetime import timedelta
from io import BytesIO
from itertools import count

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from articles.editorial import workflow
from articles.editorial.editing import editing
from articles.models import (
    Appearance,
    Organisation,
    Photo,
    Report,
    Section,
    SignOff,
    SlugRedirect,
    SourceText,
    Speaker,
    Statement,
    Tag,
    listings,
)
from articles.models.body import from_paragraphs

_numbers = count(1)

PASSWORD = "a-long-enough-password"


def make_user(username=None, *, role=None, **values):
    """A member of staff in the group `role`; with no role, a user who may do nothing."""
    user = User.objects.create_user(
        username or f"user{next(_numbers)}", password=PASSWORD, is_staff=bool(role), **values
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def make_superuser(username="chief"):
    return User.objects.create_superuser(username, password=PASSWORD)


def make_section(name="检察要闻", slug=None):
    return Section.objects.create(name=name, slug=slug or f"section-{next(_numbers)}")


def make_report(title="检察机关开展公益诉讼", *, paragraphs=("会议在市检察院召开。",), tags=(), **values):
    """A draft."""
    values.setdefault("body", from_paragraphs(list(paragraphs)))
    report = Report.objects.create(title=title, **values)
    report.tags.add(*tags)
    relist(report)
    return report


def relist(*reports):
    """Write the kept lists of reports whose rows were stored without an act."""
    if on_site := [report.pk for report in reports if report.status in Report.ON_SITE]:
        listings.refresh(on_site)


def put(report, **values):
    """Store columns of a report without an act; the kept lists follow."""
    Report.objects.filter(pk=report.pk).update(**values)
    listings.refresh([report.pk])


def edit(report, *, by=None, **values):
    """Change columns of a report as an editor does."""
    with editing(report, by, code="edited") as change:
        for name, value in values.items():
            setattr(change.report, name, value)
        change.columns |= values.keys()


def make_published(title="检察机关开展公益诉讼", **values):
    report = make_report(title, **values)
    workflow.transition(report, "publish")
    return report


def make_scheduled(title="检察机关开展公益诉讼", *, hours=24, **values):
    """Published, but not live before `hours` from now."""
    report = make_report(title, **values)
    workflow.transition(report, "publish", live_from=timezone.now() + timedelta(hours=hours))
    return report


def make_withdrawn(title="检察机关开展公益诉讼", *, notice="", **values):
    """Taken off the site: silently, or with a notice at its address."""
    report = make_published(title, **values)
    workflow.transition(report, "withdraw", reason="内容有误", notice=notice)
    return report


def make_submitted(title="检察机关开展公益诉讼", *, by, **values):
    """A report that its author sent to the first review."""
    report = make_report(title, author=by, **values)
    workflow.transition(report, "submit", by=by)
    return report


def sign(report, by, **details):
    """A signature with every tick, of the words as they are stored."""
    seen = Report.objects.get(pk=report.pk).version
    given = {"checklist": workflow.FULL_CHECKLIST, "seen": seen} | details
    return workflow.transition(report, "sign", by=by, **given)


def signature(report, by, stage="first", **values):
    """A row that nothing but the database has checked."""
    ticks = dict.fromkeys((*SignOff.TICKS, *SignOff.GATES), True)
    given = {"version": "v", "by_name": "", "at": timezone.now(), "author": report.author}
    row = SignOff(report=report, by=by, stage=stage, **ticks | given | values)
    return SignOff.objects.bulk_create([row])[0]


def make_signed(title="检察机关开展公益诉讼", *, by, signers, **values):
    """A report that passed as many stages as there are signers."""
    report = make_submitted(title, by=by, **values)
    for signer in signers:
        sign(report, signer)
    return report


def make_ready(title="检察机关开展公益诉讼", **values):
    """A report that has every signature and waits to be published; by people of its own."""
    roles = ("初审", "复审", "终审")
    return make_signed(title, by=make_user(role="记者"), signers=[make_user(role=r) for r in roles], **values)


def make_scheduled_copy(original, words, *, by, signers):
    """A working copy that says these words, has passed, and is to take its place tomorrow."""
    workflow.transition(original, "revise", by=by)
    copy = original.copies.get()
    copy.body = from_paragraphs([words])
    copy.save()
    workflow.transition(copy, "submit", by=by)
    for signer in signers:
        sign(copy, signer)
    workflow.transition(copy, "publish", by=signers[-1], live_from=timezone.now() + timedelta(days=1))
    return copy


def make_speaker(name="孙刚", *, pinyin="sun gang", slug=None, **values):
    return Speaker.objects.create(
        name=name, pinyin=pinyin, slug=slug or f"speaker-{next(_numbers)}", **values
    )


def make_organisation(name="丹东市人民检察院", slug=None):
    return Organisation.objects.create(name=name, slug=slug or f"organisation-{next(_numbers)}")


def make_appearance(report, name="孙刚", *, titles="检察长", organisation="丹东市人民检察院", **values):
    made = Appearance.objects.create(
        report=report, name=name, titles=titles, printed_organisation=organisation, **values
    )
    relist(report)
    return made


def make_statement(report, text, *, speaker=None, name="孙刚", **values):
    """A statement in the report; `text` should stand in its body."""
    appearance = report.appearances.filter(name=name).first() or make_appearance(
        report, name, speaker=speaker
    )
    made = Statement.objects.create(appearance=appearance, text=text, **values)
    relist(report)
    return made


#: Words that say who speaks, and the statement.
SPOKEN = "孙刚表示：一是要主动接受监督；二是要公开。"


def make_said(words=SPOKEN, *, speaker=None, **values):
    """A statement that stands in a published report of its own."""
    return make_statement(make_published(paragraphs=[words], **values), words, speaker=speaker)


def make_heard(number=1, *, speaker=None, organisation=None, **values):
    """A speaker with one statement in each of so many published reports."""
    speaker = speaker or make_speaker()
    for index in range(number):
        said = make_said(title=f"报道{index}", tags=["公益诉讼"], **values)
        Appearance.objects.filter(pk=said.appearance_id).update(speaker=speaker, organisation=organisation)
        relist(said.appearance.report)
    return speaker


def make_spoken_reports(number=1, **values):
    """The last of so many published reports of one section in which one person speaks; each has a tag."""
    speaker, section = make_speaker(), make_section()
    for index in range(number):
        said = make_said(
            speaker=speaker, section=section, title=f"报道{index}", tags=[f"标签{index}"], **values
        )
    return said.appearance.report


def make_tag(name="公益诉讼"):
    return Tag.objects.create(name=name)


def make_source(raw=b"text", *, file_name="a.txt", sha256=None, encoding="utf-8", **values):
    return SourceText.objects.create(
        raw=raw, file_name=file_name, sha256=sha256 or f"{next(_numbers):064x}", encoding=encoding, **values
    )


#: The smallest GIF there is: one transparent pixel.
PIXEL = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"


def drawn(width, height, kind="PNG", **options):
    """The bytes of a picture of this size, its left half red."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height))
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def make_photo(report, name="photo.gif", *, content=PIXEL, **values):
    """A photo with its file; `content=None` leaves the place to fill."""
    photo = Photo.objects.create(report=report, **values)
    if content is not None:
        photo.file.save(name, ContentFile(content))
    return photo


def make_redirect(entry, slug):
    """The record that `slug` leads to the entry."""
    return SlugRedirect.objects.create(kind=entry._meta.model_name, slug=slug, entry_id=entry.pk)
