"""Where people are named: full names with the posts and bodies printed beside them, and short forms."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from articles.reading import organisations
from articles.reading.names import (
    DOTTED,
    ENOUGH,
    HAN,
    NOT_HAN,
    Names,
    dotted_end,
    follows,
    is_word,
    surname_at,
)
from articles.reading.posts import POST, Post, is_address, is_whole, posts_in

BREAK: Final = re.compile("[，。；：！？、“”‘’（）《》\n—…【】]")
PLURAL: Final = organisations.PLURAL
SHORT_TITLE: Final = "检|法官|老|总|工|局|院|处|科|书记"
BY_NAME: Final = "先生|女士|同志|老师"
LEAD: Final = re.compile("(?:来自[^，。；、]{1,20}的|[0-9〇一二三四五六七八九十]+岁的)$")
SAYS: Final = re.compile("(?:说|表示|指出|强调|认为|告诉|介绍|坦言|建议|提出|回忆|感慨)[^明法服]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a person: `start` to `end` is the name, `first` to `last` with posts and body."""

    start: int
    end: int
    name: str
    titles: tuple[str, ...] = ()
    organisation: str | None = None
    first: int = -1
    last: int = -1
    short: bool = False


class Finder:
    """Finds the mentions of one levelled text, a kind at a time."""

    def __init__(self, text: str, known: Collection[str] = ()) -> None:
        self.text = text
        self.posts = posts_in(text)
        self.by_start = {post.start: post for post in self.posts}
        self.by_end = {post.end: post for post in self.posts}
        self.names = Names(text, known)
        self.names.count(self._places())
        self.taken: dict[int, Mention] = {}
        self.owned: set[int] = set()  # posts that stand after a name
        self.known = known

    def _places(self) -> set[int]:
        before = {start for post in self.posts for start in range(max(post.start - 4, 0), post.start - 1)}
        after_marks = {m.end() for m in BREAK.finditer(self.text)}
        return {post.end for post in self.posts} | before | after_marks

    def find(self) -> list[Mention]:
        """All mentions in order."""
        self._dotted()
        self._before_posts()
        self._after_posts()
        self._after_bodies()
        self._at_clause_starts()
        self._lists()
        self._again()
        self._short_forms()
        return sorted(self.taken.values(), key=lambda m: m.start)

    def _add(
        self, start: int, end: int, *, first: int = -1, titles: tuple[str, ...] = (), body: str | None = None
    ) -> Mention:
        last, after = self._posts_after(end)
        first = start if first < 0 else first
        mention = Mention(start, end, self.text[start:end], titles + after, body, first, last)
        self.taken[start] = mention
        return mention

    def _is_free(self, start: int, end: int) -> bool:
        return not any(
            at in self.taken and self.taken[at].end > start for at in range(max(0, start - 8), end)
        )

    # -- posts and bodies around a name

    def _posts_after(self, end: int) -> tuple[int, tuple[str, ...]]:
        """Where the posts that follow a name at once end, and the posts: 孙刚检察长."""
        if self.text.startswith("同志", end):
            end += 2
        post = self.by_start.get(end)
        if post is None or not is_address(post.head):
            return end, ()
        self.owned.add(post.start)
        return post.end, (self.text[post.start : post.end],)

    def appositive(self, post: Post) -> tuple[int, tuple[str, ...], str | None]:
        """Where the posts before a name begin, the posts in order and the body before the first."""
        titles: list[str] = []
        body = None
        while True:
            start, title, found = self._post_with_body(post)
            titles.insert(0, title)
            body = found or body
            before = (
                self.by_end.get(start - 1) if self.text[start - 1 : start] == "、" else self.by_end.get(start)
            )
            if start == 0 or before is None or before.start in self.owned or before.end in self.taken:
                return start, tuple(titles), body
            post = before

    def _post_with_body(self, post: Post) -> tuple[int, str, str | None]:
        start = self._segment_start(post.start)
        start += organisations.without_lead(self.text[start : post.start])
        body, unit = organisations.split(self.text[start : post.start])
        printed = self.text[start : post.end]
        if is_whole(printed) or not body:
            return start, printed, None
        if post.head in ("负责人", "负责同志") and unit:
            body, unit = body + unit, ""
        return start, unit + self.text[post.start : post.end], body

    def _segment_start(self, end: int) -> int:
        for at in range(end - 1, max(end - 41, -1), -1):
            if BREAK.match(self.text, at) or (
                at + 1 in self.by_end and at + 1 < end and self._ends_post(at + 1, end)
            ):
                return at + 1
            if at in self.taken and self.taken[at].last <= end:
                return self.taken[at].last
        return max(end - 40, 0)

    def _ends_post(self, at: int, end: int) -> bool:
        """A post that ends amid the words before another: 副县长、公安局局长 printed without 、."""
        post = self.by_end[at]
        return (
            post.start in self.owned
            or organisations.ends_with_body(self.text[at:end])
            and is_whole(self.text[post.start - 3 : at])
        )

    # -- kinds of mentions

    def _dotted(self) -> None:
        for match in DOTTED.finditer(self.text):
            start = match.start()
            for post in self.posts:
                if start < post.end <= match.start() + match.group().index("·"):
                    start = post.end
            end = dotted_end(self.text, start)
            if end > start + 2:
                self._with_posts_before(start, end)

    def _with_posts_before(self, start: int, end: int) -> Mention:
        post = self.by_end.get(start)
        if post is None:
            lead = self._segment_start(start)
            lead += organisations.without_lead(self.text[lead:start])
            body, unit = organisations.split(self.text[lead:start])
            return self._add(start, end, first=lead if body else start, body=body + unit if body else None)
        first, titles, body = self.appositive(post)
        return self._add(start, end, first=first, titles=titles, body=body)

    def _before_posts(self) -> None:
        """孙刚检察长: a name that ends where a post begins."""
        for post in self.posts:
            if not is_address(post.head) or self.by_end.get(post.start):
                continue
            best, most = 0, ENOUGH
            for length in (2, 3, 4):
                start = post.start - length
                if (
                    start < 0
                    or NOT_HAN.search(self.text[start : post.start])
                    or not self._is_free(start, post.start)
                ):
                    continue
                weight = self._before_weight(start, post.start)
                if weight > most:
                    best, most = length, weight
            if best:
                self._with_posts_before(post.start - best, post.start)

    def _before_weight(self, start: int, end: int) -> float:
        name = self.text[start:end]
        if name not in self.names.candidates(start):
            return 0.0
        if organisations.ends_with_body(name) and self.text[start - 1 : start] not in "，。；：、“\n":
            return 0.0
        weight = self.names._weigh(name, start)
        if is_word(name) and weight < 6:
            weight -= 3.0
        return weight + self._opens(start)

    def _opens(self, start: int) -> float:
        """How much the place before a name looks like one where a name begins."""
        if start == 0 or NOT_HAN.match(self.text, start - 1):
            return 1.5
        if start in self.by_end:
            return 1.5
        return 1.0 if organisations.ends_with_body(self.text[max(0, start - 8) : start]) else -1.0

    def _after_posts(self) -> None:
        """检察长孙刚: a name that begins where a post ends, and the names joined to it."""
        for post in self.posts:
            if post.start in self.owned or post.end in self.taken:
                continue
            name, weight = self.names.name_from(post.end)
            if weight < ENOUGH:
                name = self.names.unsurnamed_from(post.end)
            if name and not PLURAL.match(name):
                self._with_posts_before(post.end, post.end + len(name))

    def _after_bodies(self) -> None:
        """区妇联庄小苗: a name that begins where a body ends."""
        for match in organisations.BODY.finditer(self.text):
            start = match.end()
            if start in self.taken or start in self.by_start or not self._is_free(start, start + 1):
                continue
            self._bare(start, 4.5)
        for match in re.finditer("(?:来自[^，。；、：]{1,20}|岁)的", self.text):
            self._bare(match.end(), 2.5)

    def _bare(self, start: int, least: float) -> None:
        name, weight = self.names.name_from(start)
        if weight >= least and not is_word(name) and surname_at(name, 0):
            self._with_posts_before(start, start + len(name))

    def _at_clause_starts(self) -> None:
        for match in BREAK.finditer(self.text):
            start = match.end()
            if start in self.taken:
                continue
            name, weight = self.names.name_from(start)
            says = SAYS.match(self.text, start + len(name))
            if name and not is_word(name) and (weight >= 5.5 or (says and weight >= 4)):
                self._add(start, start + len(name))

    def _lists(self) -> None:
        """Names joined by 、 or 和 to a named person share the posts: 委员张三、李四."""
        for at in sorted(self.taken):
            mention = self.taken[at]
            while mention is not None:
                mention = self._next_in_list(mention)

    def _next_in_list(self, mention: Mention) -> Mention | None:
        start = mention.end + 1
        if mention.last != mention.end or self.text[mention.end : start] not in ("、", "和", "与", "及"):
            return None
        if start in self.taken:
            found = self.taken[start]
            if found.first != found.start or found.titles:
                return None
            self.taken[start] = replace(found, titles=mention.titles, organisation=mention.organisation)
            return self.taken[start]
        name, weight = self.names.name_from(start)
        if weight < ENOUGH or is_word(name):
            name = self.names.unsurnamed_from(start) if mention.titles else ""
        if not name or POST.match(self.text, start + len(name)):
            return None
        found = self._add(start, start + len(name), titles=mention.titles, body=mention.organisation)
        return found

    def _again(self) -> None:
        """Names found once are found wherever they stand."""
        names = {m.name for m in self.taken.values()} | set(self.known)
        firsts: dict[str, list[str]] = {}
        for name in sorted(names, key=len, reverse=True):
            firsts.setdefault(name[:2], []).append(name)
        at, text = 0, self.text
        while at < len(text) - 1:
            found = self.taken.get(at)
            name = next((n for n in firsts.get(text[at : at + 2], ()) if text.startswith(n, at)), "")
            if found:
                at = found.end
            elif name and self._is_free(at, at + len(name)) and self._stands_alone(name, at):
                at = (
                    self._with_posts_before(at, at + len(name)).end
                    if at in self.by_end
                    else self._add(at, at + len(name)).end
                )
            else:
                at += 1

    def _stands_alone(self, name: str, at: int) -> bool:
        """A name that is a word (白露) needs a clear place."""
        return not is_word(name) or self._opens(at) > 0 and follows(self.text, at + len(name)) > 0

    def _short_forms(self) -> None:
        """王副主任, 上官局长, 梁检: a surname and a post or its first syllable."""
        surnames = {m.name[: surname_at(m.name, 0)] for m in self.taken.values()} - {""}
        for surname in surnames:
            for match in re.finditer(surname, self.text):
                at = match.end()
                post = self.by_start.get(at)
                if not self._is_free(match.start(), at):
                    continue
                if post is not None and is_address(post.head):
                    self.taken[match.start()] = Mention(
                        match.start(),
                        at,
                        surname,
                        (self.text[at : post.end],),
                        None,
                        match.start(),
                        post.end,
                        short=True,
                    )
                elif (
                    self._opens(match.start()) > 0
                    and self.text[at : at + 1] in ("检", "院", "局", "总")
                    and follows(self.text, at + 1) >= 1
                ):
                    self.taken[match.start()] = Mention(
                        match.start(), at, surname, (self.text[at],), None, match.start(), at + 1, short=True
                    )
