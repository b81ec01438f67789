"""What the desk draws quicker than Django's admin is what Django's templates draw."""

import re
from pathlib import Path

import django
import pytest
from django.contrib import admin
from django.contrib.admin.templatetags.admin_list import results
from django.template import Context, Engine
from django.urls import reverse

from articles.admin import base, changelists
from tests.admin.test_queries import LISTS, add_rows
from tests.builders import make_published, make_report

pytestmark = pytest.mark.django_db

TEMPLATES = Path(django.__file__).parent / "contrib" / "admin" / "templates"
LIST = "/admin/articles/report/"


def squeezed(html):
    """HTML without the blanks that stand between tags and attributes."""
    return re.sub(r"\s+(?=[<>])|(?<=[<>])\s+", "", re.sub(r"\s+", " ", html)).strip()


def drawn_by_django(name, context):
    engine = Engine(
        dirs=[TEMPLATES],
        libraries={"i18n": "django.templatetags.i18n"},
        builtins=["django.templatetags.i18n"],
    )
    return squeezed(engine.get_template(name).render(Context(context)))


def table_of(page):
    return squeezed(page[page.index("<tbody>") + len("<tbody>") : page.index("</tbody>")])


@pytest.mark.parametrize("query", ["", "?_popup=1&_to_field=id", "?q=1"])
def test_the_rows_of_every_list_are_those_of_django(query, desk, chief):
    add_rows(chief)
    for name in LISTS:
        response = desk.get(reverse(f"admin:articles_{name}_changelist") + query)
        if not response.context["cl"].result_list:
            continue
        rows = ("".join(("<tr>", *row, "</tr>")) for row in results(response.context["cl"]))
        assert table_of(response.text) == squeezed("".join(rows)), name


def test_the_fieldsets_of_a_form_are_those_of_django(desk):
    page = desk.get(reverse("admin:articles_report_change", args=[make_report(tags=["听证"]).pk]))
    for number, fieldset in enumerate(page.context["adminform"]):
        context = {"fieldset": fieldset, "heading_level": 2, "prefix": "fieldset", "id_prefix": 0}
        html = drawn_by_django("admin/includes/fieldset.html", context | {"id_suffix": number})
        assert html in squeezed(page.text)


@pytest.mark.parametrize("address", ["/admin/", LIST, "/admin/articles/speaker/add/"])
def test_the_models_in_the_side_bar_are_those_of_django(address, desk):
    page = desk.get(address)
    apps = admin.site.get_app_list(page.wsgi_request)
    context = {"request": page.wsgi_request, "app_list": apps, "show_changelinks": address == "/admin/"}
    assert drawn_by_django("admin/app_list.html", context) in squeezed(page.text)


def test_a_list_counts_no_further_than_it_needs(desk, monkeypatch):
    monkeypatch.setattr(changelists, "MOST_COUNTED", 2)
    for title in "甲乙丙":
        make_report(title)
    page = desk.get(LIST)
    assert (page.context["cl"].result_count, "2+ 报道" in squeezed(page.text)) == (2, True)


def test_only_years_with_a_report_are_offered(desk):
    for year in (2015, 2019):
        make_published(published_at=f"{year}-01-01T00:00+08:00")
    assert re.findall(r"shown_at__year=(\d+)", desk.get(LIST).text) == ["2015", "2019"]


def test_the_years_are_those_of_the_rows_that_a_filter_leaves(desk):
    for year in (2015, 2017, 2019):
        make_published(published_at=f"{year}-06-01T00:00+08:00")
    make_report(published_at="2018-06-01T00:00+08:00")
    page = desk.get(LIST, {"state": "published"})
    assert re.findall(r"shown_at__year=(\d+)", page.text) == ["2015", "2017", "2019"]


@pytest.mark.parametrize(("months", "level"), [(("03", "04"), "month"), (("03", "03"), "day")])
def test_where_all_are_of_one_year_its_months_or_days_are_offered(months, level, desk):
    for day, month in enumerate(months, 10):
        make_published(published_at=f"2019-{month}-{day}T10:00+08:00")
    assert len(re.findall(f"shown_at__{level}=", desk.get(LIST).text)) >= 2


def test_a_cell_counts_no_further_than_a_thousand(desk, monkeypatch):
    monkeypatch.setattr(base, "MOST_IN_CELL", 2)
    for _number in range(3):
        make_report(tags=["听证"])
    assert '<td class="field-reports">2+</td>' in desk.get("/admin/articles/tag/").text
