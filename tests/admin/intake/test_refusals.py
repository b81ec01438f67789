"""What reading says of files that it can't take is said in Chinese at the desk."""

import ast
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

from articles.admin.intake.refusals import in_words
from articles.reading.formats.decode import decode
from articles.reading.formats.detect import OTHERS
from articles.reading.reasons import PROBLEMS
from articles.reading.unreadable import Unreadable

READING = settings.BASE_DIR / "articles" / "reading"


def refusals() -> Iterator[str]:
    """What stands in the code behind `raise Unreadable(`, with 7 in the place of every value."""
    for path in READING.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                words = node.exc.args[0]
                if isinstance(words, ast.JoinedStr):
                    yield "".join(getattr(part, "value", "7") if isinstance(part, ast.Constant) else "7"
                                  for part in words.values)  # fmt: skip
                elif isinstance(words, ast.Constant) and isinstance(words.value, str):
                    yield words.value


def is_chinese(message: str) -> bool:
    with translation.override("zh-hans"):
        return in_words(message) != message


@pytest.mark.parametrize("message", sorted({*refusals(), *(advice for _, advice in OTHERS)}))
def test_every_refusal_has_its_chinese(message):
    assert is_chinese(message)


@pytest.mark.parametrize(("raw", "encoding"), [(b"\xff\xff", None), (b"\xe4\xb8", "utf-8"), (b"\0\0", None)])
def test_what_is_wrong_with_bytes_has_its_chinese(raw, encoding):
    with pytest.raises(Unreadable) as refused:
        decode(raw, encoding)
    assert is_chinese(str(refused.value))


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_has_its_chinese(code):
    assert is_chinese(PROBLEMS[code])


def test_values_stand_in_the_sentence():
    with translation.override("zh-hans"):
        assert in_words("NUL byte at byte 12: this is no text file.") == "第 12 字节为 NUL：这不是文本文件。"


def test_other_words_stay_as_they_are():
    assert in_words("文件太大。请拆分。") == "文件太大。请拆分。"


def test_nothing_says_nothing():
    assert in_words("") == ""
