"""Database functions for generated columns, made of the database's own SQL alone.

A stored generated column is computed by whoever writes the row, a plain sqlite3 shell included, so it must
not need a function that Django adds to its connections.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func

#: China has one time and no summer time. Whatever TIME_ZONE is, the archive's days are those of UTC+8.
CHINA_OFFSET = "8 hours"


class DateNumber(Func):
    """Two parts of the day of a moment as one number; a subclass says which."""

    arity = 1
    output_field = models.IntegerField(null=True)
    #: For strftime() of SQLite, each % written four times: two templates halve it.
    digits: str
    #: For EXTRACT() of PostgreSQL.
    parts: tuple[str, str]

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        template = f"CAST(strftime('{self.digits}', %(expressions)s, '+{CHINA_OFFSET}') AS integer)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        day = f"%(expressions)s AT TIME ZONE INTERVAL '{CHINA_OFFSET}'"
        first, second = (f"EXTRACT({part} FROM {day})" for part in self.parts)
        return self.as_sql(compiler, connection, template=f"({first} * 100 + {second})::integer", **context)


class YearMonth(DateNumber):
    """201908 of a moment in August 2019."""

    digits = "%%%%Y%%%%m"
    parts = ("YEAR", "MONTH")


class MonthDay(DateNumber):
    """806 of a moment on 6 August."""

    digits = "%%%%m%%%%d"
    parts = ("MONTH", "DAY")
