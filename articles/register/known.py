"""What the reader is told of the registers: entries that somebody at the desk stands for.

A name that only another file printed is not known to the reader. Otherwise the people and tags of a file
would depend on the files that were imported before it.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast

from articles.models import (
    AuditEntry,
    Decision,
    Membership,
    OtherName,
    SlugRedirect,
    Speaker,
    Tag,
    TagName,
)
from articles.models.entries import RegisterEntry
from articles.reading.known import Known


def known() -> Known:
    """The confirmed names of speakers, and the confirmed tags with their synonyms."""
    tags = Tag.objects.filter(confirmed_tag()).order_by("pk").values_list("name", flat=True)
    synonyms = TagName.objects.order_by("pk").values_list("name", flat=True)
    speakers = Speaker.objects.filter(confirmed_speaker()).order_by("pk").values_list("name", flat=True)
    return Known(tags=(*tags, *synonyms), speakers=tuple(speakers))


def touched(model: type[RegisterEntry]) -> Q:
    """The condition that an entry was made at the desk, or was changed, merged or renamed there."""
    key = Cast(OuterRef("pk"), models.CharField())
    acts = AuditEntry.objects.filter(object_type=model._meta.label_lower, object_id=key)
    redirects = SlugRedirect.objects.filter(kind=model._meta.model_name, entry_id=OuterRef("pk"))
    return Q(from_import=False) | Q(Exists(acts)) | Q(Exists(redirects))


def confirmed_tag() -> Q:
    """The condition that somebody at the desk stands for a tag: by an act, a description or a synonym."""
    synonyms = TagName.objects.filter(tag=OuterRef("pk"))
    return touched(Tag) | ~Q(description="") | Q(Exists(synonyms))


def confirmed_speaker() -> Q:
    """The condition that somebody at the desk stands for a speaker.

    By an act on the entry, a membership, another name, a rank, a note, or a decision on who is meant.
    """
    rows = (
        Membership.objects.filter(speaker=OuterRef("pk")),
        OtherName.objects.filter(speaker=OuterRef("pk")),
        Decision.objects.filter(speaker=OuterRef("pk"), undone_at=None),
    )
    entered = Q(rank__isnull=False) | ~Q(note="")
    return reduce(or_, (Q(Exists(each)) for each in rows), touched(Speaker) | entered)
