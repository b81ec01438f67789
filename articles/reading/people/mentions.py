"""The steps that find the people of a text, in their order.

To add a rule that finds names, write a function that takes the search and adds mentions, and list it below.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from articles.reading.people.context_mentions import (
    find_after_organisations,
    find_appointed,
    find_dotted,
    find_name_pairs,
)
from articles.reading.people.derived_mentions import find_listed, find_repeated, find_short_forms
from articles.reading.people.mention_search import Mention, MentionSearch
from articles.reading.people.subject_mentions import (
    find_at_clause_starts,
    find_before_copula,
    find_described,
)
from articles.reading.people.titled_mentions import find_after_roles, find_after_titles, find_before_titles

#: The surest first; a place that one step has taken is closed to the next ones.
STEPS: Final[tuple[Callable[[MentionSearch], None], ...]] = (
    find_appointed,  # 任命李国栋为…
    find_dotted,  # 阿布力孜·吐尔洪
    find_before_titles,  # 孙刚检察长
    find_after_titles,  # 检察长孙刚
    find_after_roles,  # 摆渡人石宝山
    find_after_organisations,  # 区妇联庄小苗
    find_at_clause_starts,  # 伍秋实没有急着表态
    find_before_copula,  # 坐在后排的白玉成是村民小组长，
    find_described,  # 住在六楼的王小燕下楼时说
    find_listed,  # 委员张三、李四
    find_name_pairs,  # 陈立新、周慧敏参加
    find_repeated,  # every other place of a name found so far
    find_listed,  # once more: lists that start with a name just found
    find_short_forms,  # 王副主任, 老朱
)


def find_mentions(text: str, known: Collection[str] = ()) -> list[Mention]:
    """All mentions of people in a normalized text, in order; `known` names are accepted anywhere."""
    search = MentionSearch(text, known)
    for step in STEPS:
        step(search)
    return [search.mentions[start] for start in sorted(search.mentions)]
