"""Carry bold, links and other formatting over from paragraphs to a text that was edited from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

import lxml.html
from diff_match_patch import diff_match_patch

#: The inline elements around a character, the outermost first: name and attributes of each.
Setting = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
PLAIN: Setting = ()
Characters = Sequence[tuple[str, Setting]]


def characters_of(elements: Iterable[lxml.html.HtmlElement]) -> Characters:
    """Each character of these paragraphs with its formatting, and a line end after each paragraph."""
    return [each for element in elements for each in (*_inside(element, PLAIN), ("\n", PLAIN))]


def settings_of(text: str, base: Characters, theirs: Characters, mine: Characters) -> list[Setting]:
    """The formatting of each character of the text.

    Where one side changed the formatting, that side's counts, mine before theirs. A new character takes that
    of its neighbours, where both have the same.
    """
    sides = zip(*(_kept(side, text) for side in (base, theirs, mine)), strict=True)
    runs = [(setting, len([*run])) for setting, run in groupby(_settled(*each) for each in sides)]
    around = [PLAIN, *(setting for setting, _length in runs), PLAIN]
    found: list[Setting] = []
    for (setting, length), before, after in zip(runs, around, around[2:], strict=False):
        amid = before if before == after and before is not None else PLAIN
        found += [amid if setting is None else setting] * length
    return found


def html_of(characters: Characters) -> str:
    """The characters as HTML; adjacent ones in the same element share it."""
    found = []
    for outermost, together in groupby(characters, key=lambda each: each[1][:1]):
        inside = [(character, setting[1:]) for character, setting in together]
        if not outermost:
            found.append(escape("".join(character for character, _setting in inside), quote=False))
            continue
        [(tag, attributes)] = outermost
        values = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
        found.append(f"<{tag}{values}>{html_of(inside)}</{tag}>")
    return "".join(found)


def _inside(element: lxml.html.HtmlElement, setting: Setting) -> Iterator[tuple[str, Setting]]:
    yield from ((character, setting) for character in element.text or "")
    for child in element:
        yield from _inside(child, (*setting, (child.tag, tuple(sorted(child.items())))))
        yield from ((character, setting) for character in child.tail or "")


def _settled(base: Setting | None, theirs: Setting | None, mine: Setting | None) -> Setting | None:
    known = [setting for setting in (mine, theirs, base) if setting is not None]
    changed = [setting for setting in known if setting != base]
    return next(iter(changed or known), None)


def _kept(side: Characters, text: str) -> list[Setting | None]:
    """The formatting of each character of the text on one side; None for a character that it lacks."""
    engine = diff_match_patch()
    steps = engine.diff_main("".join(character for character, _setting in side), text, checklines=False)
    engine.diff_cleanupSemantic(steps)
    found: list[Setting | None] = []
    place = 0
    for kind, words in steps:
        if kind == engine.DIFF_EQUAL:
            found += (setting for _character, setting in side[place : place + len(words)])
        elif kind == engine.DIFF_INSERT:
            found += [None] * len(words)
        if kind != engine.DIFF_INSERT:
            place += len(words)
    return found
