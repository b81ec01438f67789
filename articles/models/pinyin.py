"""How a Chinese name is read: what it sorts by, and what its address is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from pypinyin.constants import Style
from pypinyin.converter import DefaultConverter
from pypinyin.core import Pinyin

#: Surnames that are read otherwise than the same character in other words (Xinhua Zidian).
_READINGS = """
曾:zeng 仇:qiu 单:shan 區:ou 区:ou 解:xie 查:zha 朴:piao 任:ren 华:hua 盖:ge 翟:zhai 乐:yue 缪:miao 种:chong
员:yun 黑:he 折:she 燕:yan 那:na 覃:qin 秘:bi 冼:xian 繁:po 召:shao 宓:fu 隗:wei 郇:xun 褚:chu 过:guo
尉迟:yu-chi 万俟:mo-qi 澹台:tan-tai 单于:chan-yu 长孙:zhang-sun
"""
SURNAME_READINGS = {
    surname: pinyin.replace("-", " ") for surname, pinyin in (entry.split(":") for entry in _READINGS.split())
}


class _Converter(DefaultConverter):
    """Converts the words that a text is made of; most of them, single characters, come again and again."""

    @lru_cache(maxsize=8192)  # noqa: B019 - there is one converter, for as long as the process runs
    def convert(
        self,
        words: str,
        style: Style,
        heteronym: bool,
        errors: Callable[[str], str] | str,
        strict: bool,
        **more: object,
    ) -> list[list[str]]:
        return super().convert(words, style, heteronym, errors, strict, **more)


_pinyin = Pinyin(_Converter())


@lru_cache(maxsize=1024)
def syllables(text: str) -> tuple[str, ...]:
    """How each character of the text is read, without tones; what has no reading stands as it is."""
    return tuple(_pinyin.lazy_pinyin(text))


def reading(name: str) -> str:
    """The pinyin of a person's name, a space between syllables and no tones: "zeng xiao hui"."""
    for length in (2, 1):
        if surname := SURNAME_READINGS.get(name[:length]):
            return " ".join([surname, *syllables(name[length:])])
    return " ".join(syllables(name))
