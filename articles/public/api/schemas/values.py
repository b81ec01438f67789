"""Types and base classes of the schemas."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Protocol

from django.utils.timezone import is_aware, localtime, make_aware
from ninja import Field, Path, Schema
from pydantic import AfterValidator, BeforeValidator

from articles.public import links

#: Query parameter; PostgreSQL rejects U+0000.
Text = Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")]
Slug = Annotated[str, Path(max_length=120, pattern=r"^[^\x00/]+$")]
#: In local time with its offset: the first ten characters are the date that pages show.
Moment = Annotated[datetime, AfterValidator(localtime)]


def _in_utc(moment: datetime) -> datetime:
    """Convert to UTC, from local time if naive; ValueError (422) outside of the years 1 to 9999."""
    try:
        return (moment if is_aware(moment) else make_aware(moment)).astimezone(UTC)
    except OverflowError:
        raise ValueError("The moment lies beyond the years 1 to 9999 of UTC.") from None


#: Query parameter: a moment.
Since = Annotated[datetime, AfterValidator(_in_utc)]
LARGEST_KEY = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=LARGEST_KEY)]
#: Text that is stored as "" if unknown; null in the API.
Known = Annotated[str | None, BeforeValidator(lambda text: text or None)]


def absolute(path: str, context: dict) -> str:
    """Absolute URL of a path."""
    return links.absolute_url(context["request"], path)


class Problem(Schema):
    """Error message of a 404 or 422."""

    detail: str | list[dict]


class HasAddress(Protocol):
    def get_absolute_url(self) -> str: ...


class Placed(Schema):
    """A row with a URL."""

    address: str

    @staticmethod
    def resolve_address(row: HasAddress, context: dict) -> str:
        return absolute(row.get_absolute_url(), context)


class Named(Placed):
    """A row with a name and a slug."""

    name: str
    slug: str
