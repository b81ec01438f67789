"""Fill a Wagtail site with the newest reports of an archive: `python fill.py ARCHIVE_URL NUMBER`.

Prints the address of the report with the most statements.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "wagtail_site.settings"
django.setup()

import psycopg  # noqa: E402 - after the setup
from django.core.management import call_command  # noqa: E402 - likewise
from wagtail.models import Page, Site  # noqa: E402 - likewise
from wagtail_site.models import ReportPage, SectionPage, Statement  # noqa: E402 - likewise

REPORTS = (
    "SELECT r.id, r.title, r.shown_at, r.source, r.body, COALESCE(s.name, '未分栏目') FROM articles_report r "
    "LEFT JOIN articles_section s ON s.id = r.section_id WHERE r.on_site = 1 AND r.id <= %s ORDER BY r.id"
)
STATEMENTS = (
    "SELECT a.name, s.text FROM articles_statement s JOIN articles_appearance a ON a.id = s.appearance_id "
    'WHERE a.report_id = %s ORDER BY s."order", s.id'
)
TAGS = (
    "SELECT t.name FROM articles_tag t JOIN articles_taggedreport g ON g.tag_id = t.id "
    "WHERE g.content_object_id = %s"
)


def migrate() -> None:
    """Make the tables; the models of a Page need migrations."""
    with TemporaryDirectory() as folder:
        package = Path(folder) / "wagtail_migrations"
        package.mkdir()
        (package / "__init__.py").touch()
        sys.path.append(folder)
        call_command("makemigrations", "wagtail_site", verbosity=0)
        call_command("migrate", verbosity=0)


def main() -> None:
    archive, number = sys.argv[1], int(sys.argv[2])
    migrate()
    root = Page.objects.get(depth=1).add_child(instance=Page(title="首页", slug="news"))
    Site.objects.update(root_page=root, port=80, hostname="127.0.0.1", is_default_site=True)
    sections: dict[str, SectionPage] = {}
    most = (0, "")
    with psycopg.connect(archive) as rows:
        for pk, title, date, source, body, name in rows.execute(REPORTS, [number]).fetchall():
            if name not in sections:
                section = SectionPage(title=name, slug=f"s{len(sections)}", show_in_menus=True)
                sections[name] = root.add_child(instance=section)
            page = ReportPage(title=title, slug=f"r{pk}", date=date, source=source, body=body)
            said = rows.execute(STATEMENTS, [pk]).fetchall()
            page.statements = [
                Statement(name=who, text=text, sort_order=at) for at, (who, text) in enumerate(said)
            ]
            page.tags.add(*(tag for (tag,) in rows.execute(TAGS, [pk]).fetchall()))
            sections[name].add_child(instance=page)
            most = max(most, (len(said), page.url_path.removeprefix("/news")))
    print(most[1])


main()
