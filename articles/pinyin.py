"""How a Chinese name sorts and how it is spelled in an address."""

from __future__ import annotations

from django.db.models import Model
from django.utils.text import slugify
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


def free_slug(model: type[Model], text: str, *, reserved: frozenset[str] = frozenset()) -> str:
    """An address for a new row of `model`, out of pinyin; a number follows where it is taken."""
    limit = model._meta.get_field("slug").max_length - 6  # room for the number
    base = slugify(text, allow_unicode=True)[:limit] or model._meta.model_name
    taken = reserved | set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
