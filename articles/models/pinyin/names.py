"""Pinyin of people's names: a surname may be read otherwise than its character in other words."""

from __future__ import annotations

from .syllables import syllables

#: Surnames whose reading differs from that of the character in other words (Xinhua Zidian).
_READINGS = """
曾:zeng 仇:qiu 单:shan 區:ou 区:ou 解:xie 查:zha 朴:piao 任:ren 华:hua 盖:ge 翟:zhai 乐:yue 缪:miao 种:chong
员:yun 黑:he 折:she 燕:yan 那:na 覃:qin 秘:bi 冼:xian 繁:po 召:shao 宓:fu 隗:wei 郇:xun 褚:chu 过:guo
尉迟:yu-chi 万俟:mo-qi 澹台:tan-tai 单于:chan-yu 长孙:zhang-sun
"""
SURNAME_READINGS = {
    surname: pinyin.replace("-", " ") for surname, pinyin in (entry.split(":") for entry in _READINGS.split())
}


def reading(name: str) -> str:
    """Pinyin of a person's name without tones, syllables separated by spaces: "zeng xiao hui"."""
    for length in (2, 1):
        if surname := SURNAME_READINGS.get(name[:length]):
            return " ".join([surname, *syllables(name[length:])])
    return " ".join(syllables(name))
