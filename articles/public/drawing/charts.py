"""Column charts as SVG, and the tables of their numbers."""

from __future__ import annotations

from django.template.defaultfilters import floatformat
from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.public.charts import Bar, Chart

ABOVE = 16  # height above the columns, for the end of the axis
BELOW = 18  # height below them, for the labels
BASE = 14  # from the axis to the base line of a label
SCALE = "chart-scale chart-name"


def column_chart(chart: Chart, page_id: str, title: str, words: str) -> SafeString:
    """Upright bars over time; `page_id` sets the chart apart on its page, `words` say what is told."""
    width, height = chart.width, int(chart.height)
    parts = [
        f'<svg viewBox="0 -{ABOVE} {width} {height + ABOVE + BELOW}" role="img"'
        f' aria-labelledby="{page_id}-title {page_id}-desc" focusable="false">',
        f'<title id="{page_id}-title">{conditional_escape(title)}</title>',
        f'<desc id="{page_id}-desc">{conditional_escape(words)}</desc>',
        f'<line class="chart-axis" x1="0" x2="{width}" y1="0" y2="0"/>',
        f'<line class="chart-axis" x1="0" x2="{width}" y1="{chart.height}" y2="{chart.height}"/>',
        f'<text class="chart-scale" x="0" y="-4">{chart.top}</text>',
        *map(_column, chart.bars[:-1]),
        *(_column(bar, " chart-now") for bar in chart.bars[-1:]),
        *_labels(chart, height + BASE),
        "</svg>",
    ]
    return mark_safe("\n".join(parts))  # each part is escaped


def _column(bar: Bar, more: str = "") -> str:
    place = f'x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}"'
    return f'<rect class="chart-bar{more}" {place}/>'


def _labels(chart: Chart, y: int) -> list[str]:
    """The label of each of few columns; of more, those of the first and the last."""
    if chart.has_few:
        return [_label(f"{SCALE} chart-middle", bar.middle, y, bar) for bar in chart.bars]
    first, last = chart.bars[0], chart.bars[-1]
    return [_label(SCALE, 0, y, first), _label(f"{SCALE} chart-end", chart.width, y, last)]


def _label(kind: str, x: float, y: int, bar: Bar) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(bar.value.label)}</text>'


def chart_table(chart: Chart, name: str, number: str, usual: str = "") -> SafeString:
    """The numbers of a chart; the texts are the headings of its columns."""
    headings = "\n".join(
        f'<th scope="col">{conditional_escape(text)}</th>' for text in (name, number, usual) if text
    )
    rows = "\n".join(_row(bar, has_usual=bool(usual)) for bar in chart.bars)
    table = f"<table>\n<thead>\n<tr>\n{headings}\n</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    summary = escape(_("The numbers"))
    return mark_safe(  # each part is escaped
        f'<details>\n<summary>{summary}</summary>\n<div class="table-wrap">\n{table}\n</div>\n</details>'
    )


def _row(bar: Bar, *, has_usual: bool) -> str:
    value, label = bar.value, escape(bar.value.label)
    if value.address:
        label = mark_safe(f'<a href="{escape(value.address)}">{label}</a>')  # both are escaped
    number = value.number if isinstance(value.number, int) else localize(value.number)
    usual = f"\n<td>{floatformat(value.usual, 1)}</td>" if has_usual else ""
    return f'<tr>\n<th scope="row">\n{label}\n</th>\n<td>{number}</td>{usual}\n</tr>'
