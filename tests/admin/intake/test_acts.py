"""The views of the intake write nothing themselves: every act is a function of articles/intake/."""

import re

import pytest
from django.conf import settings

WRITES = re.compile(r"\.(save|create|update|delete|bulk_create)\(|transaction\.atomic|audit\.note\(")
FOLDER = settings.BASE_DIR / "articles" / "admin" / "intake"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_a_view_does_not_write(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines if WRITES.search(line)] == []
