"""How a Chinese name is read: what it sorts by, and what its address is made of."""

from __future__ import annotations

from pypinyin import lazy_pinyin

#: Surnames that are read otherwise than the same character in other words (Xinhua Zidian).
_READINGS = """
曾:zeng 仇:qiu 单:shan 區:ou 区:ou 解:xie 查:zha 朴:piao 任:ren 华:hua 盖:ge 翟:zhai 乐:yue 缪:miao 种:chong
员:yun 黑:he 折:she 燕:yan 那:na 覃:qin 秘:bi 冼:xian 繁:po 召:shao 宓:fu 隗:wei 郇:xun 褚:chu 过:guo
尉迟:yu-chi 万俟:mo-qi 澹台:tan-tai 单于:chan-yu 长孙:zhang-sun
"""
SURNAME_READINGS = {
    surname: pinyin.replace("-", " ") for surname, pinyin in (entry.split(":") for entry in _READINGS.split())
}


def reading(name: str) -> str:
    """The pinyin of a person's name, a space between syllables and no tones: "zeng xiao hui"."""
    for length in (2, 1):
        if surname := SURNAME_READINGS.get(name[:length]):
            return " ".join([surname, *lazy_pinyin(name[length:])])
    return " ".join(lazy_pinyin(name))
