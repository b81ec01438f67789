"""The pages of the registers and records write nothing by themselves: acts of articles.register do."""

import re

import pytest
from django.conf import settings

WRITES = re.compile(r"\.(?:save|create|update|delete|bulk_\w+|\w+_or_create|select_for_update)\(|atomic")
FILES = sorted(
    path
    for room in ("register", "records")
    for path in (settings.BASE_DIR / "articles/admin" / room).glob("*.py")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_of_the_desk_writes_nothing_by_itself(path):
    assert WRITES.findall(path.read_text(encoding="utf-8")) == []
