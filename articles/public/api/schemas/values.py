"""What the schemas share: kinds of values, and what is told alike of every row."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Protocol

from django.utils.timezone import is_aware, localtime, make_aware
from ninja import Field, Path, Schema
from pydantic import AfterValidator, BeforeValidator

from articles.public import links

#: A word to ask for; PostgreSQL knows no U+0000.
Text = Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")]
Slug = Annotated[str, Path(max_length=120, pattern=r"^[^\x00/]+$")]
#: In the time of the newsroom, with its offset: cut to ten characters it is the day that readers see.
Moment = Annotated[datetime, AfterValidator(localtime)]


def _in_utc(moment: datetime) -> datetime:
    """The moment in UTC, a naive one in the newsroom's time; ValueError (422) beyond the years 1 to 9999."""
    try:
        return (moment if is_aware(moment) else make_aware(moment)).astimezone(UTC)
    except OverflowError:
        raise ValueError("The moment lies beyond the years 1 to 9999 of UTC.") from None


#: A moment to ask for.
Since = Annotated[datetime, AfterValidator(_in_utc)]
LARGEST_KEY = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=LARGEST_KEY)]
#: A text that is stored as "" where it is not known.
Known = Annotated[str | None, BeforeValidator(lambda text: text or None)]


def absolute(path: str, context: dict) -> str:
    """The address for readers elsewhere."""
    return links.absolute_url(context["request"], path)


class Problem(Schema):
    """Why there is no answer."""

    detail: str | list[dict]


class HasAddress(Protocol):
    def get_absolute_url(self) -> str: ...


class Placed(Schema):
    """A row that readers find at an address."""

    address: str

    @staticmethod
    def resolve_address(row: HasAddress, context: dict) -> str:
        return absolute(row.get_absolute_url(), context)


class Named(Placed):
    """A row that is known by its name, and asked for by its slug."""

    name: str
    slug: str
