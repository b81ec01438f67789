"""Tables of the search: one entry a report, found through the pairs of characters that stand in it.

The index below is FTS5 on SQLite and a GIN index of a tsvector on PostgreSQL; neither ever sees text, only
ready grams (articles/search/grams.py), so that no parser and no locale comes between a word and its report.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models.lookups import StartsWith
from django.utils.translation import gettext_lazy as _

from .reports import Report

LAST_CHARACTER = "\U0010ffff"


class GramField(models.Field):
    """Grams separated by spaces: words of letters, digits and ¶ alone, which need no quoting anywhere.

    triggers.py makes the indexes of both databases.
    """

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value, compiler, connection):
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(self, value, connection, prepared=False):
        # Grams without positions: the limits of a tsvector on positions don't touch us.
        if connection.vendor == "postgresql" and isinstance(value, str):
            return " ".join(f"'{gram}'" for gram in value.split())
        return value


@GramField.register_lookup
class Matches(models.Lookup):
    """`grams__matches=["公益", "益诉", "诉*"]`: every gram is there; with a star, one that begins so."""

    lookup_name = "matches"
    prepare_rhs = False
    rhs: Sequence[str]

    def as_sqlite(self, compiler, connection):
        quote = connection.ops.quote_name
        options = self.lhs.output_field.model._meta
        key = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.{quote(options.pk.column)}"
        index = quote(f"{options.db_table}_fts")
        words = (f'"{gram[:-1]}" *' if gram.endswith("*") else f'"{gram}"' for gram in self.rhs)
        # An uncorrelated list of keys: FTS5 runs once, whatever else the query filters by.
        sql = f"{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)"  # noqa: S608 - names of tables alone
        return sql, [" AND ".join(words)]

    def as_postgresql(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        words = (f"'{gram[:-1]}':*" if gram.endswith("*") else f"'{gram}'" for gram in self.rhs)
        return f"{lhs} @@ %s::tsquery", [*params, " & ".join(words)]


class SearchEntry(models.Model):
    """What can be searched of one report. Written by articles.search.index alone."""

    report = models.OneToOneField(
        Report, models.CASCADE, primary_key=True, related_name="search", verbose_name=_("report")
    )
    # Both folded, as the query is; the text has a line for the title and each paragraph, name or tag.
    title = models.TextField(_("title"))
    text = models.TextField(_("text"))
    grams = GramField(_("grams"))
    #: A statement's words are not in the body: for the filter of the desk, which would compare all bodies.
    lost_words = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        # The reports with lost words, of which there are few.
        indexes = [
            models.Index(fields=["report"], condition=models.Q(lost_words=True), name="search_lost_words")
        ]

    def __str__(self):
        return self.title

    @classmethod
    def repair(cls, connection) -> None:
        """Make FTS5's own tables anew from the entries; PostgreSQL keeps its index by itself."""
        if connection.vendor == "sqlite":
            index = connection.ops.quote_name(f"{cls._meta.db_table}_fts")
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - its own name


class StaleEntry(models.Model):
    """A report whose search entry has to be written again, since a name in the register changed.

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
    """`text__begins="公益"`: a prefix in the same case, answered by an index on both databases.

    The LIKE of SQLite ignores case, and so reads the whole table. PostgreSQL needs an index of
    varchar_pattern_ops.
    """

    lookup_name = "begins"

    def as_postgresql(self, compiler, connection):
        return compiler.compile(StartsWith(self.lhs, self.rhs))

    def as_sqlite(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        return f"({lhs} >= %s AND {lhs} < %s)", [*params, self.rhs, *params, f"{self.rhs}{LAST_CHARACTER}"]


class Suggestion(models.Model):
    """A word of the word list: a word of a title, a name or a tag that some report has.

    Written by articles.search.suggestions alone. Before a word is shown to readers, the index is asked
    whether a published report holds it.
    """

    text = models.CharField(_("word"), max_length=20)
    pinyin = models.CharField(_("pinyin"), max_length=130, db_index=True)  # gong yi su song
    letters = models.CharField(_("letters"), max_length=110, db_index=True)  # gongyisusong
    initials = models.CharField(_("initials"), max_length=20, db_index=True)  # gyss

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = [models.UniqueConstraint(fields=["text", "pinyin"], name="word_once_a_reading")]
        # Completions of what a reader types. Columns with db_index have such an index already.
        indexes = [models.Index(fields=["text"], opclasses=["varchar_pattern_ops"], name="word_by_prefix")]

    def __str__(self):
        return self.text
