"""The cost of renaming and merging a tag of many reports: `python -m tests.benchmarks.renaming`.

Makes the reports in a database of its own on the server of DATABASE_URL (SQLite in memory without it), and
prints how long each act takes, and how long it takes to bring the search up to date.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import django
from django.db import connection

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from articles.models import Report, Tag, TaggedReport  # noqa: E402 - after the setup
from articles.register.entries import delete_entries, entry_form, follow_change  # noqa: E402
from articles.register.merging import merge_tags, undo_merge  # noqa: E402
from articles.search import catch_up, search  # noqa: E402
from tests.builders import make_superuser  # noqa: E402
from tests.search.prose import make_reports  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=20_000)
    count = parser.parse_args().reports
    name = connection.creation.create_test_db(verbosity=0)
    try:
        measure(count)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(count: int) -> None:
    for start in range(0, count, 1000):
        make_reports(min(1000, count - start), seed=start)
    tag, kept, chief = (
        Tag.objects.create(name="旧标签"),
        Tag.objects.create(name="别的标签"),
        make_superuser(),
    )
    keys = Report.objects.values_list("pk", flat=True)
    TaggedReport.objects.bulk_create(TaggedReport(tag=tag, content_object_id=key) for key in keys)
    print(f"{count} reports on {connection.vendor}", flush=True)

    def rename() -> None:
        with entry_form(Tag, str(tag.pk), chief, "change"):
            tag.name = "新标签"
            tag.save()
            follow_change(tag, {"name": "旧标签"})

    clock("rename", rename)
    record = clock("merge", lambda: merge_tags(kept, tag, by=chief))
    clock("undo of the merge", lambda: undo_merge(record, by=chief))
    clock("search behind", catch_up)
    print(f"found under the new name: {search('新标签', Report.objects.published()).total}")
    clock("delete", lambda: delete_entries([Tag.objects.get(name="新标签")], chief))


def clock(what: str, act: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    given = act()
    print(f"{what:<20}{time.perf_counter() - start:>8.2f} s", flush=True)
    return given


if __name__ == "__main__":
    sys.exit(main())
