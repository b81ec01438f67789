"""Cues that the report resumes after a speaker's words, or that the words go on."""

from __future__ import annotations

import re
from typing import Final

from articles.reading.matchers import alternatives, pattern_of_lists
from articles.reading.vocabulary import word_set

GROUP: Final = pattern_of_lists(("sentences", "groups"))
SCENE_CHANGE: Final = pattern_of_lists(("sentences", "scene_changes"))
PAST_TIME: Final = pattern_of_lists(("sentences", "past_times"))
_PEOPLE: Final = f"[^，。；：的“]{{0,12}}?{alternatives(word_set('sentences', 'unnamed_people'))}们?"
_NARRATIVE_VERBS: Final = f"(?:{alternatives(word_set('sentences', 'narrative_verbs'))})(?!的)"
# With 要, 应 … a speaker demands something of the group; the report does not.
_NOT_DEMANDING: Final = "(?:(?!要(?!求)|应|必须|可|将|能|会(?!议))[^，。；“]){0,12}?"
_NARRATION: Final = re.compile(f"(?:{GROUP.pattern}|{_PEOPLE}){_NOT_DEMANDING}{_NARRATIVE_VERBS}")
_ADDS: Final = re.compile("同时|此外|另外|还|并且|接着|最后")
_INTENDS: Final = re.compile("[^，。；：“]{0,24}(?:院|局|委|会|政府|机关|部门|中心|公司)将")


def resumes_narration(mask: str, start: int) -> bool:
    """Whether a meeting or unnamed people are the subject here: the report resumes."""
    return _NARRATION.match(mask, start) is not None


def changes_scene(mask: str, start: int) -> bool:
    """Whether the sentence starts with a new scene: 会后, 随后, 活动中."""
    return SCENE_CHANGE.match(mask, start) is not None


def refers_to_past(mask: str, start: int, end: int) -> bool:
    """Whether a time that a speaker looks back on is named: 去年, 此次."""
    return PAST_TIME.search(mask, start, end) is not None


def adds_to_speech(mask: str, start: int) -> bool:
    """Whether the sentence adds to what was said before: 同时还要求…."""
    return _ADDS.match(mask, start) is not None


def announces_action(mask: str, start: int) -> bool:
    """Whether an organisation says what it will do: 县检察院将…."""
    return _INTENDS.match(mask, start) is not None
