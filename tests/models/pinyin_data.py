"""Make articles/models/pinyin/*.txt from pypinyin: python -m tests.models.pinyin_data"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT, RE_HANS
from pypinyin.core import Pinyin

FOLDER = Path(__file__).parents[2] / "articles/models/pinyin"
HEADER = "# From pypinyin, Copyright (c) 2016 mozillazg; the MIT License\n"

lazy_pinyin = Pinyin().lazy_pinyin


def characters() -> str:
    """A syllable a line, then the characters that are read so."""
    read_so = defaultdict(list)
    for character in sorted(map(chr, PINYIN_DICT)):
        if RE_HANS.match(character):
            read_so[lazy_pinyin(character)[0]].append(character)
    return HEADER + "".join(f"{syllable} {''.join(read_so[syllable])}\n" for syllable in sorted(read_so))


def phrases() -> str:
    """A character a line, then what follows it in each phrase, with a reading where it is another."""
    begun = defaultdict(list)
    for phrase in sorted(PHRASES_DICT):
        syllables = lazy_pinyin(phrase)
        plain = [lazy_pinyin(character)[0] for character in phrase]
        begun[phrase[0]].append(phrase[1:] + (f":{'-'.join(syllables)}" if syllables != plain else ""))
    return HEADER + "".join(f"{first} {' '.join(begun[first])}\n" for first in sorted(begun))


def made() -> dict[Path, str]:
    """The files, and what pypinyin says that they hold."""
    return {FOLDER / "characters.txt": characters(), FOLDER / "phrases.txt": phrases()}


if __name__ == "__main__":
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
