"""Model fields: partial dates and single lines of text; the JSON encoder; typed access to fields."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any, Final, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .printable import one_line

#: ISO 8601 to the precision that is known; "--10-30" is a day without a year (the truncated form of
#: ISO 8601:2000, still used by vCard, RFC 6350 section 4.3.1).
PARTIAL_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?|--(?P<m>\d\d)-(?P<d>\d\d)"
)
YEAR_UNKNOWN = "--"  # prefix of a day without a year
LEAP_YEAR = 2000  # used for an unknown year: 29 February is valid


def field_of(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """The field of a model by its name; not for the reverse side of a relation."""
    return cast("models.Field[Any, Any]", model._meta.get_field(name))


def max_length_of(model: type[models.Model], name: str) -> int:
    """The number of characters that a column holds."""
    length = field_of(model, name).max_length
    if length is None:
        raise TypeError(f"{model.__name__}.{name} has no max_length.")
    return length


def validate_partial_date(value: str) -> None:
    """Raise ValidationError unless `value` is YYYY, YYYY-MM, YYYY-MM-DD or --MM-DD and can be a date."""
    match = PARTIAL_DATE.fullmatch(value)
    try:
        if not match or not value.isascii():
            raise ValueError
        date(
            int(match["year"] or LEAP_YEAR),
            int(match["month"] or match["m"] or 1),
            int(match["day"] or match["d"] or 1),
        )
    except ValueError:
        raise ValidationError(
            _("“%(value)s” is not a date. Write 2019, 2019-08, 2019-08-06, or --08-06 without a year."),
            code="invalid",
            params={"value": value},
        ) from None


def of_known_year(path: str = "") -> models.Q:
    """Condition that the year of the event of the report at `path` is known.

    Without it the date that the report shows is the date of its entry, not of the event.
    """
    return ~models.Q(**{f"{path}event_start__startswith": YEAR_UNKNOWN})


def first_day(value: str) -> str:
    """First possible day of a partial date with a year: 2019-08-01 for 2019-08."""
    return f"{value}-01-01"[: len("2019-08-01")]


def last_day(value: str) -> str:
    """Text that sorts like the last possible day of a partial date with a year: 2019-08-31 for 2019-08."""
    return value + {len("2019"): "-12-31", len("2019-08"): "-31"}.get(len(value), "")


class PartialDateField(models.CharField):
    """Partial date (2019, 2019-08, 2019-08-06 or --08-06) as text; with a year it sorts by time."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)


class LineField(models.CharField):
    """One line of plain text; control characters and line breaks are removed before it is stored."""

    def to_python(self, value):
        value = super().to_python(value)
        return one_line(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance, add):
        """Clean the attribute of the instance too: bulk_create() and save() run no validators."""
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class AsPrinted(json.JSONEncoder):
    r"""JSON with Chinese characters unescaped: half the size of \uXXXX escapes."""

    def __init__(self, *, ensure_ascii=False, **options):
        super().__init__(ensure_ascii=False, **options)


#: Times of a report lie between these: a mistyped year is refused where it is typed.
EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)
TIME_VALIDATORS: Final = (MinValueValidator(EARLIEST), MaxValueValidator(LATEST))
