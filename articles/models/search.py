"""Tables of the search: one entry per report, indexed by pairs of characters (grams).

The index is FTS5 on SQLite and a GIN index of a tsvector on PostgreSQL. Both get grams that were computed in
Python (articles/search/grams.py): no parser and no locale of the database affects the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import models
from django.db.models.lookups import StartsWith
from django.utils.translation import gettext_lazy as _

from .reports import Report

LAST_CHARACTER = "\U0010ffff"


class GramField(models.Field):
    """Grams separated by spaces. They consist of letters, digits and ¶, so none needs quoting.

    triggers/search.py creates the indexes.
    """

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value, compiler, connection):
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(self, value, connection, prepared=False):
        # Without positions, the limits of a tsvector on positions do not apply.
        if connection.vendor == "postgresql" and isinstance(value, str):
            quoted = value.replace(" ", "' '")
            return f"'{quoted}'" if value else ""
        return value


@GramField.register_lookup
class Matches(models.Lookup):
    """`grams__matches=["公益", "益诉", "诉*"]`: has every gram; with a star, a gram with this prefix."""

    lookup_name = "matches"
    prepare_rhs = False
    rhs: Sequence[str]

    def as_sqlite(self, compiler, connection):
        quote = connection.ops.quote_name
        options = self.lhs.output_field.model._meta
        key = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.{quote(options.pk.column)}"
        index = quote(f"{options.db_table}_fts")
        # Uncorrelated subquery: FTS5 runs once, whatever else the query filters by.
        sql = f"{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)"  # noqa: S608 - names of tables alone
        return sql, [grams_for(connection, self.rhs)]

    def as_postgresql(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} @@ %s::tsquery", [*params, grams_for(connection, self.rhs)]


def grams_for(connection, grams: Iterable[str]) -> str:
    """Grams as the one parameter of `matches`."""
    if connection.vendor == "postgresql":
        return " & ".join(f"'{gram[:-1]}':*" if gram.endswith("*") else f"'{gram}'" for gram in grams)
    return " AND ".join(f'"{gram[:-1]}" *' if gram.endswith("*") else f'"{gram}"' for gram in grams)


def keys_for(connection, keys: Iterable[int]) -> str:
    """Keys as the one parameter of `among`: a text, which no driver has to walk through."""
    texts = ",".join(map(str, keys))
    return f"{{{texts}}}" if connection.vendor == "postgresql" else f"[{texts}]"


@models.BigIntegerField.register_lookup  # and BigAutoField, a kind of it
class Among(models.Lookup):
    """`pk__among=array("q", [1, 2, 3])`: one of them. A single parameter, where IN has one a key.

    Django looks at each element of a list, and at no other kind of sequence.
    """

    lookup_name = "among"
    prepare_rhs = False
    rhs: Sequence[int]

    def as_sqlite(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} IN (SELECT value FROM json_each(%s))", [*params, keys_for(connection, self.rhs)]  # noqa: S608 - a column

    def as_postgresql(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} = ANY(%s::bigint[])", [*params, keys_for(connection, self.rhs)]


@models.TextField.register_lookup
class Holds(models.Lookup):
    """`text__holds="公益"`: stands in it, letter by letter. On PostgreSQL LIKE takes four times as long."""

    lookup_name = "holds"

    def as_sqlite(self, compiler, connection):
        return self._find("instr", compiler, connection)

    def as_postgresql(self, compiler, connection):
        return self._find("strpos", compiler, connection)

    def _find(self, function, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        rhs, more = self.process_rhs(compiler, connection)
        return f"{function}({lhs}, {rhs}) > 0", [*params, *more]


class SearchEntry(models.Model):
    """Search entry of one report. Written by articles.search.index alone."""

    report = models.OneToOneField(
        Report, models.CASCADE, primary_key=True, related_name="search", verbose_name=_("report")
    )
    # Both are folded like the query. `text` has a line for the title and for each paragraph, name and tag.
    title = models.TextField(_("title"))
    text = models.TextField(_("text"))
    grams = GramField(_("grams"))
    #: The words of a statement are not in the body. Stored for the changelist filter.
    lost_words = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        # Few reports have lost words.
        indexes = [
            models.Index(fields=["report"], condition=models.Q(lost_words=True), name="search_lost_words")
        ]

    def __str__(self):
        return self.title

    @classmethod
    def settle(cls, connection) -> None:
        """Take what was written into the index of PostgreSQL, if this account may; SQLite has done so.

        Until then searches look through it one by one: some milliseconds more for hundreds of reports.
        """
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT gin_clean_pending_list(oid) FROM pg_class WHERE relname = 'search_grams' AND "
                    "relnamespace = current_schema()::regnamespace AND pg_has_role(relowner, 'USAGE')"
                )

    @classmethod
    def repair(cls, connection) -> None:
        """Rebuild the FTS5 index from the entries; PostgreSQL needs no repair."""
        if connection.vendor == "sqlite":
            index = connection.ops.quote_name(f"{cls._meta.db_table}_fts")
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - its own name


class StaleEntry(models.Model):
    """Report whose search entry must be rebuilt because a name in the register changed.

    Written and deleted by articles.search.index alone.
    """

    report = models.OneToOneField(
        Report, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("report")
    )
    since = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("stale search entry")
        verbose_name_plural = _("stale search entries")

    def __str__(self):
        return str(self.pk)


@models.CharField.register_lookup
class Begins(StartsWith):
    """`text__begins="公益"`: case-sensitive prefix that uses an index on both databases.

    LIKE on SQLite ignores case and scans the table. PostgreSQL needs an index with varchar_pattern_ops.
    """

    lookup_name = "begins"

    def as_postgresql(self, compiler, connection):
        return compiler.compile(StartsWith(self.lhs, self.rhs))

    def as_sqlite(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        return f"({lhs} >= %s AND {lhs} < %s)", [*params, self.rhs, *params, f"{self.rhs}{LAST_CHARACTER}"]


class Suggestion(models.Model):
    """Word for completions and corrections, taken from titles, names and tags of reports.

    Written by articles.search.suggestions alone. A word is shown to readers only if the index finds it in a
    published report.
    """

    text = models.CharField(_("word"), max_length=20)
    pinyin = models.CharField(_("pinyin"), max_length=130, db_index=True)  # gong yi su song
    letters = models.CharField(_("letters"), max_length=110, db_index=True)  # gongyisusong
    initials = models.CharField(_("initials"), max_length=20, db_index=True)  # gyss

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = [models.UniqueConstraint(fields=["text", "pinyin"], name="word_once_a_reading")]
        # For completions. Columns with db_index have an index with varchar_pattern_ops anyway.
        indexes = [models.Index(fields=["text"], opclasses=["varchar_pattern_ops"], name="word_by_prefix")]

    def __str__(self):
        return self.text
