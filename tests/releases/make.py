"""Keep the database of this release: `python -m tests.releases.make`, once, when a version is released.

Beside this file it writes VERSION.sql, an SQLite database with the seeds and a report in each state, and
VERSION.json, what it holds. test_releases.py migrates every such file forward. A file of a release is never
made anew: it is what that release had written.
"""

import json
import os
import sqlite3
import sys
import tempfile
import tomllib
from io import StringIO
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent


def main() -> int:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    path = FOLDER / f"{version}.sql"
    if path.exists():
        print(f"{path} is there already. If {version} is not released yet, delete it first.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "release.sqlite3"
        held = fill(database)
        path.write_text(dump(database), encoding="utf-8")
    path.with_suffix(".json").write_text(
        json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{path} has {path.stat().st_size // 1024} KB.")
    return 0


def fill(database: Path) -> dict[str, list[object]]:
    """Migrate a new database, put rows into it by the ways of the product, and tell what it holds."""
    os.environ |= {"DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    import django  # noqa: PLC0415 - the settings are read when it is set up

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - likewise
    from django.db import connection  # noqa: PLC0415 - likewise

    from tests.releases.facts import facts  # noqa: PLC0415 - likewise

    call_command("migrate", verbosity=0)
    call_command("import_seeds", publish=True, stdout=StringIO(), stderr=StringIO())
    _write_reports()
    held = facts()
    connection.close()
    return held


def _write_reports() -> None:
    """A report in each state, with who signed it, a former address and the register of one person."""
    from articles.models import Membership  # noqa: PLC0415 - needs Django set up
    from tests import builders  # noqa: PLC0415 - likewise

    reporter = builders.make_user("reporter", role="记者")
    signers = [builders.make_user(name, role=name) for name in ("初审", "复审", "终审")]
    speaker, organisation = builders.make_speaker("王松"), builders.make_organisation("云水市人民检察院")
    Membership.objects.create(speaker=speaker, organisation=organisation, role="检察长")
    builders.make_redirect(speaker, "wang-song-2018")
    words = "王松表示：要加强协作。"
    builders.make_statement(
        builders.make_report("草稿", paragraphs=[words], tags=["协作"]), words, name="王松"
    )
    builders.make_submitted("送审", by=reporter)
    original = builders.make_signed("已签", by=reporter, signers=signers)
    builders.workflow.transition(original, "publish", by=signers[-1])
    builders.make_scheduled_copy(original, "修改后的话。", by=reporter, signers=signers)
    builders.make_withdrawn("撤下", notice="内容有误，已撤下。")


def dump(database: Path) -> str:
    """The database as SQL, without the full-text table: the first migration afterwards makes it anew."""
    with sqlite3.connect(database) as connection:
        derived = connection.execute(
            "SELECT type, name FROM sqlite_master WHERE name GLOB 'articles_searchentry_fts*' "
            "AND (type = 'trigger' OR name = 'articles_searchentry_fts')"
        ).fetchall()
        for kind, name in sorted(derived, reverse=True):  # triggers first
            connection.execute(f"DROP {kind} {name}")
        connection.commit()
        return "\n".join(connection.iterdump()) + "\n"


if __name__ == "__main__":
    sys.exit(main())
