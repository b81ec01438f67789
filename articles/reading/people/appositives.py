"""The posts and bodies printed beside a name, before it and after it."""

from __future__ import annotations

import re
from typing import Final

from articles.reading.people import organisation_names
from articles.reading.people.mention_search import BREAK, Excerpt, Mention, MentionSearch
from articles.reading.people.titles import PrintedTitle, is_address, is_membership, is_whole

FARTHEST: Final = 40  # characters between a post and the beginning of its body
COPULA: Final = re.compile(
    "(?:，[^，。；\n]{1,12}){0,4}，(?:现任|时任|曾任|担任|任|是)|，?(?:是|任|担任|现任|系|时任|曾任|当选为|当选|获任)(?!由)|为(?=[^，。；]{2,30}[，。；])"
)
FROM_BODY: Final = re.compile(r"(?:来自|[是系为])(?P<body>[^，。；、：\n的]{2,20})的\Z")
SHORT: Final = 3  # characters: 企业的, 学校的 are no bodies
IN_CHARGE: Final = frozenset(["负责人", "负责同志"])  # they need the part they are in charge of


def mention_at(ground: MentionSearch, start: int, end: int) -> Mention:
    """The mention of the name from `start` to `end`, with all that stands beside it."""
    first, before, body = _before(ground, start)
    last, after, inside = _after(ground, end)
    name = ground.text[start:end]
    return ground.put(Mention(start, end, name, before + after, body or inside, first, last))


def bare_mention_at(ground: MentionSearch, start: int, end: int, body_end: int) -> Mention:
    """The mention of a name to which only a body belongs, which ends at `body_end`: 区妇联庄小苗."""
    last, titles, inside = _after(ground, end)
    first, body = _body_before(ground, body_end)
    return ground.put(
        Mention(start, end, ground.text[start:end], titles, body or inside, first if body else start, last)
    )


# -- before the name


def _before(ground: MentionSearch, start: int) -> tuple[int, tuple[Excerpt, ...], Excerpt | None]:
    post = ground.by_end.get(start)
    if post is not None and post.start not in ground.owned:
        return _chain(ground, post)
    first, body = _body_before(ground, start)
    if body is None:
        return start, (), None
    post = ground.by_end.get(first - 1) if ground.text[first - 1 : first] == "、" else None
    if post is None or post.start in ground.owned:
        return first, (), body
    first, titles, found = _chain(ground, post)
    return first, titles, found or body


def _body_before(ground: MentionSearch, end: int) -> tuple[int, Excerpt | None]:
    """A body that ends here, and where it begins."""
    first = _segment_start(ground, end)
    first += organisation_names.without_lead(ground.text[first:end])
    body, unit = organisation_names.split(ground.text[first:end])
    return (first, ground.words(first, first + len(body + unit))) if body else (end, None)


def _chain(
    ground: MentionSearch, post: PrintedTitle | None
) -> tuple[int, tuple[Excerpt, ...], Excerpt | None]:
    """Where the posts before a name begin, the posts in order, and the body before the first of them."""
    titles: list[Excerpt] = []
    body, first = None, 0
    while post is not None:
        first, title, found = _with_body(ground, post)
        titles.insert(0, title)
        body = found or body
        post = _post_before(ground, first)
    return first, tuple(titles), body


def _post_before(ground: MentionSearch, first: int) -> PrintedTitle | None:
    """The post that belongs to the same name: 党组书记、(检察长), 市人大代表，(某校校长)."""
    mark = ground.text[first - 1 : first] if first else ""
    post = ground.by_end.get(first - 1 if mark in ("、", "，", "兼") else first)
    if post is None or post.start in ground.owned or post.end in ground.taken:
        return None
    if mark != "，":
        return post
    start = _segment_start(ground, post.start)
    if not is_membership(ground.text[start : post.end]):
        start = _first_of_listed(ground, post, start)
    return post if start == 0 or ground.text[start - 1] in "。\n”" else None


def _first_of_listed(ground: MentionSearch, post: PrintedTitle, start: int) -> int:
    """Where the posts begin that are held at once (县政府党组成员、副县长，…), `start` for a single one."""
    if not is_address(post.head):
        return -1
    while ground.text[start - 1 : start] == "、" and start - 1 in ground.by_end:
        start = _segment_start(ground, ground.by_end[start - 1].start)
    return start


def _with_body(ground: MentionSearch, post: PrintedTitle) -> tuple[int, Excerpt, Excerpt | None]:
    first = _segment_start(ground, post.start)
    first += organisation_names.without_lead(ground.text[first : post.start])
    body, unit = organisation_names.split(ground.text[first : post.start])
    if first == post.start:
        match = _from_body(ground, first)
        of = ground.words(*match.span("body")) if match else _body_of(ground, first)
        if of is not None:
            return first, ground.words(first, post.end), of
    if is_whole(ground.text[first : post.end]) or not body:
        return first, ground.words(first, post.end), None
    if post.head in IN_CHARGE and unit:
        return first, ground.words(post.start, post.end), ground.words(first, post.start)
    middle = first + len(body)
    return first, ground.words(post.start - len(unit), post.end), ground.words(first, middle)


def _from_body(ground: MentionSearch, end: int) -> re.Match[str] | None:
    """来自民建的 that ends here."""
    match = FROM_BODY.search(ground.text, max(0, end - FARTHEST), end)
    return (
        match if match and (match.group()[0] == "来" or organisation_names.is_body(match["body"])) else None
    )


def _body_of(ground: MentionSearch, end: int) -> Excerpt | None:
    """The body of 市第一医院的(护士长) that ends here."""
    if ground.text[end - 1 : end] != "的" or end < 2:
        return None
    _, body = _body_before(ground, end - 1)
    whole = body is not None and body.pieces[0][1] == end - 1
    return body if whole and len(body.text) > SHORT and organisation_names.is_body(body.text) else None


def _segment_start(ground: MentionSearch, end: int) -> int:
    """Where the words before `end` begin: after a mark, another name or another post."""
    for at in range(end - 1, max(end - FARTHEST, 0) - 1, -1):
        if BREAK.match(ground.text, at):
            return at + 1
        if ground.text[at] == "兼" and at in ground.by_end:
            return at + 1
        if at in ground.taken and ground.taken[at].last <= end:
            return ground.taken[at].last
        if at < end - 1 and at + 1 in ground.by_end and _ends_before_body(ground, at + 1, end):
            return at + 1
    return max(end - FARTHEST, 0)


def _ends_before_body(ground: MentionSearch, at: int, end: int) -> bool:
    """Does a post end here, with another body after it and no mark between: 副县长公安局局长?"""
    post = ground.by_end[at]
    if post.start in ground.owned:
        return True
    before = ground.text[max(post.start - 4, 0) : at]
    return organisation_names.ends_with_body(ground.text[at:end]) and is_whole(before)


# -- after the name


def _after(ground: MentionSearch, end: int) -> tuple[int, tuple[Excerpt, ...], Excerpt | None]:
    """Where the posts after a name end, the posts and their body: 孙刚检察长, 张三（县长）, 李四是县长."""
    text = ground.text
    at = end + 2 if text.startswith("同志", end) else end
    post = ground.by_start.get(at)
    if post is not None and is_address(post.head) and not _is_verb(ground, post):
        ground.owned.add(post.start)
        return post.end, (ground.words(post.start, post.end),), None
    if text.startswith("（", at):
        return _inside(ground, end, at + 1, "）")
    if text.startswith("、", at):
        return _listed_after(ground, end, at)
    if match := COPULA.match(text, end):
        return (end, *_inside(ground, end, match.end(), "，。；\n")[1:])
    return at, (), None


def _is_verb(ground: MentionSearch, post: PrintedTitle) -> bool:
    """孙刚代表院党组致辞: 代表 is what he does, no seat."""
    return post.head == "代表" and not ground.follows(post.end)


def _inside(
    ground: MentionSearch, end: int, start: int, closers: str
) -> tuple[int, tuple[Excerpt, ...], Excerpt | None]:
    """Posts that fill the words from `start` up to one of the marks."""
    match = re.compile(f"[^，。；（）\n]*[{closers}]").match(ground.text, start, start + FARTHEST)
    post = ground.by_end.get(match.end() - 1) if match else None
    if match is None or post is None or post.start < start:
        return end, (), None
    _, titles, body = _chain(ground, post)
    return match.end() if closers == "）" else end, titles, body


def _listed_after(
    ground: MentionSearch, end: int, at: int
) -> tuple[int, tuple[Excerpt, ...], Excerpt | None]:
    """Posts joined to the name by 、: 委员蔺相宜、法学专家、市律师协会副秘书长，从法律角度…"""
    titles: list[Excerpt] = []
    body, start = None, at + 1
    while match := BREAK.search(ground.text, start, start + FARTHEST):
        post = ground.by_end.get(match.start())
        if post is None or post.head in IN_CHARGE or organisation_names.PLURAL.match(ground.text, start):
            break
        _, title, found = _with_body(ground, post)
        titles.append(title)
        body = body or found
        if match.group() == "，":
            return match.start(), tuple(titles), body
        start = match.end()
    return end, (), None
