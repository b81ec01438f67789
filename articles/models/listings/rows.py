from typing import Final

from django.db import models

from articles.models import lookups  # noqa: F401 - registers them

SITE: Final = 0  # subject of the list of the whole site
TOTAL: Final = 0  # month of the tallies of a whole list


class Kind(models.IntegerChoices):
    """What a list is of; the subject is the id of the entry."""

    SITE = 0
    SECTION = 1
    TAG = 2
    SPEAKER = 3
    ORGANISATION = 4


class Listing(models.Model):
    """A public report in one list, with its date there. Written by refresh() alone.

    A scheduled report stands in its lists already, and readers see it from `live_from` on.
    """

    pk = models.CompositePrimaryKey("report_id", "kind", "subject")
    # The key begins with the report.
    report = models.ForeignKey("articles.Report", models.CASCADE, related_name="listings", db_index=False)
    kind = models.PositiveSmallIntegerField(choices=Kind)
    subject = models.BigIntegerField()
    shown_at = models.DateTimeField()
    shown_month = models.IntegerField()
    live_from = models.DateTimeField()
    #: Statements of the report that count in this list: those of the speaker, of the organisation, or all.
    statements = models.PositiveIntegerField()
    #: 1 where the year of the event is known (of_known_year): charts count no others.
    dated = models.PositiveSmallIntegerField()

    Kind = Kind

    class Meta:
        default_permissions = ()
        indexes = [
            # A list, newest first, without a look at the rows.
            models.Index(
                fields=["kind", "subject", "-shown_at", "-report", "live_from", "statements"],
                name="listing_newest_first",
            ),
            # What is scheduled, of all lists of a kind or of one.
            models.Index(fields=["kind", "live_from", "subject"], name="listing_scheduled"),
        ]

    def __str__(self):
        return f"{self.Kind(self.kind).label} {self.subject}: {self.report_id}"


class Tally(models.Model):
    """What a change added to the numbers of a list in a month, or in all months (TOTAL).

    The sum of the rows is the number: they are inserted and folded, never updated, so that two acts never
    wait for each other.
    """

    kind = models.PositiveSmallIntegerField(choices=Kind)
    subject = models.BigIntegerField()
    month = models.IntegerField()  # 201908, or TOTAL
    reports = models.IntegerField()
    statements = models.IntegerField()
    # Those of reports with a known year.
    dated_reports = models.IntegerField()
    dated_statements = models.IntegerField()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "subject", "month", "reports", "statements"], name="tally_of_list"),
            # The totals of all lists of a kind.
            models.Index(
                fields=["kind", "subject", "reports", "statements"],
                condition=models.Q(month=TOTAL),
                name="tally_totals",
            ),
        ]

    def __str__(self):
        return f"{Kind(self.kind).label} {self.subject}, {self.month}: {self.reports:+}"
