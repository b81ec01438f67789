"""What the first page of the desk shows of the work: what waits, what went quiet, what the numbers say."""

from django import template
from django.urls import reverse
from django.utils.formats import date_format

from articles import charts, figures, identifying, listings
from articles.charts import Chart, Value
from articles.models import Report, Section

register = template.Library()

MOST = 10  # speakers and tags in a chart


@register.simple_tag
def number_to_identify() -> int:
    """How many wait for somebody to say who is meant."""
    return identifying.waiting().count()


@register.simple_tag
def quiet_sections() -> list[Section]:
    """Sections without a report for two weeks."""
    return list(figures.quiet_sections(Report.objects.published()))


@register.simple_tag
def chart_of_weeks() -> Chart:
    """How many reports of each week are published."""
    weeks = figures.reports_a_week(Report.objects.published())
    return charts.columns(
        [Value(date_format(week.monday, "MONTH_DAY_FORMAT"), week.number) for week in weeks]
    )


@register.simple_tag
def chart_of_speakers() -> Chart:
    """Who has the most statements in the latest published reports."""
    speakers = listings.most_active(Report.objects.published(), MOST)
    return charts.rows(
        [
            Value(speaker.name, speaker.said, reverse("admin:articles_speaker_change", args=[speaker.pk]))
            for speaker in speakers
        ]
    )


@register.simple_tag
def chart_of_tags() -> Chart:
    """Tags that more reports have than usual."""
    listed = reverse("admin:articles_report_changelist")
    tags = figures.rising_tags(Report.objects.published(), MOST)
    return charts.rows([Value(tag.name, tag.recent, f"{listed}?tag={tag.slug}", tag.usual) for tag in tags])
