"""The title: chosen among the short lines above the text, without its section tag."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from articles.reading.draft import Credit, Removed
from articles.reading.lines import HAN, META, SHORT, TEXT, Judged, fold, key_of
from articles.reading.byline_names import looks_like_people, names_in
from articles.reading.piece import Piece
from articles.reading.values import is_media_name, unique_credits
from articles.reading.vocabulary import words

TAG: Final = re.compile(r"^\s*[「『【\[［〔]\s*([^」』】\]］〕「【\[]{1,12}?)\s*[」』】\]］〕]\s*(?=\S)")
COLUMN: Final = re.compile(rf"^\s*([{HAN}·]{{2,8}}) ?[|丨│┃｜] ?(?=\S.{{5}})")
LABEL: Final = re.compile(r"^\s*(?:文章|新闻|信息)?标题\s*[:：]\s*(?=\S)")
SITE: Final = re.compile(
    r"\s*(?:[-_—–|｜]|--|_+)\s*[^-_—–|｜]{2,24}(?:网|网站|门户|检察院|法院|政府|人大|政协|在线|日报|公安局|司法局)\s*$"
)
DASHES: Final = re.compile(r"^\s*(?:[-—─–―－]{1,4})\s*")
CONTROLS: Final = re.compile(r"\s*\[复制链接\]\s*$")
LISTED: Final = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,3}[、.)是要]|^第[一二三四五六七八九十]")
ISSUE: Final = re.compile(r"第 ?[\d一二三四五六七八九十百]+ ?[期版]|总第|内部(?:交流|资料)")
BODIES: Final = (
    "检察院",
    "法院",
    "中心",
    "委员会",
    "政府",
    "公安局",
    "司法局",
    "办公室",
    "网",
    "报",
    "频道",
    "人大",
    "政协",
)
TEXT_LOOKED_AT: Final = 2000
MOST_DATA: Final = 5  # lines of page data that may stand below the title
TOP_LOOKED_AT: Final = 60  # short lines above the text; what stands higher is navigation


def find_title(piece: Piece) -> Piece:
    """Set title and section; the other lines above the text go, each for its reason."""
    lines = piece.lines
    first_text = next((i for i, line in enumerate(lines) if line.kind == TEXT), len(lines))
    top = [line for line in lines[:first_text] if line.kind == SHORT]
    candidates = [line for line in top[-TOP_LOOKED_AT:] if _can_be_title(line)]
    if not candidates:
        return piece.with_problem(None, "no_title") if lines else piece
    best = _best(candidates, piece)
    piece = _with_title(_with_tag_of_copies(piece, best), best)
    return _clear_top(piece, best, [line for line in top if line.number != best.number])


def title_key(folded: str) -> str:
    """What of a title is compared: without its tag, the site's name and the marks."""
    return key_of(SITE.sub("", LABEL.sub("", COLUMN.sub("", TAG.sub("", folded)))))


def _can_be_title(line: Judged) -> bool:
    return len(key_of(line.folded)) >= 4 and not DASHES.match(line.folded)


def _best(candidates: list[Judged], piece: Piece) -> Judged:
    lines = piece.lines
    copies = Counter(
        title_key(line.folded) for line in lines if line.kind in {SHORT, TEXT} and len(line.text) < 200
    )
    text = "".join(line.folded for line in lines if line.kind == TEXT)[:TEXT_LOOKED_AT]
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    data = [gone for gone in piece.removed if gone.reason == META]
    names = {key_of(fold(name)) for name in (piece.draft.section, piece.draft.source) if name}
    names |= {
        key
        for line in candidates
        if (key := title_key(line.folded)) in key_of(fold(" ".join(d.text for d in data)))
    }
    above = {
        max((line.number for line in candidates if line.number < d.line), default=0) for d in data[:MOST_DATA]
    }
    return max(candidates, key=lambda line: _score(line, copies, pairs, names) + 2 * (line.number in above))


def _score(line: Judged, copies: Counter[str], pairs: set[str], names: set[str]) -> float:
    """How much speaks for a line being the title; each term is one piece of evidence."""
    key = title_key(line.folded)
    own = [key[i : i + 2] for i in range(len(key) - 1)]
    score = min(len(key), 30) / 10
    score += 4 * sum(pair in pairs for pair in own) / max(len(own), 1)
    score += 2 * (copies[key] > 1)
    score += 2 * bool(TAG.match(line.folded))
    score -= 3 * (key.endswith(BODIES) and len(key) <= 20)
    score -= 4 * (key in names)  # the section's or the account's own name
    score -= 3 * bool(ISSUE.search(line.folded))
    return score


def _with_tag_of_copies(piece: Piece, best: Judged) -> Piece:
    """A copy of the title may bear the section's tag that the title itself lacks."""
    key = title_key(best.folded)
    for line in piece.lines:
        match = TAG.match(line.text) if line.number != best.number and title_key(line.folded) == key else None
        if match and fold(match[1]).strip() not in words("titles"):
            return piece.with_draft(section=match[1])
    return piece


def _with_title(piece: Piece, line: Judged) -> Piece:
    text, removed, section = line.text, [], None
    while match := LABEL.match(text) or TAG.match(text) or COLUMN.match(text):
        tag = match[1] if match.re is not LABEL else None
        reason = "section_tag" if tag and fold(tag).strip() not in words("titles") else "title_prefix"
        section = section or (tag if reason == "section_tag" else None)
        removed.append(Removed(line.number, match.group(), reason))
        text = text[match.end() :]
    for pattern, reason in ((CONTROLS, "forum"), (SITE, "site_name")):
        match = pattern.search(text)
        if match and match.start() >= 6:
            removed.append(Removed(line.number, match.group(), reason))
            text = text[: match.start()]
    piece = replace(piece, removed=(*piece.removed, *removed), title_line=line.number)
    piece = replace(piece, lines=tuple(other for other in piece.lines if other.number != line.number))
    return piece.with_draft(title=text.strip(), section=section or piece.draft.section)


def _clear_top(piece: Piece, title: Judged, others: list[Judged]) -> Piece:
    key = title_key(title.folded)
    for line in others:
        if title_key(line.folded) == key:
            piece = piece.without([line], "repeated_title")
        elif line.number < title.number:
            piece = _masthead(piece, line)
        elif DASHES.match(line.folded):
            piece = piece.without([line], "subtitle")
        elif looks_like_people(line.text):
            piece = add_credits(piece, [Credit("作者", name) for name in names_in(line.text) or ()])
            piece = piece.without([line], "credit")
        elif not LISTED.match(line.folded) and _before_page_data(piece, line):
            piece = piece.without([line], "subtitle")
    return piece


def _before_page_data(piece: Piece, line: Judged) -> bool:
    """Between the title and its page data stands a subtitle; below it the text may have begun."""
    return any(
        gone.line > line.number and gone.reason in {META, "tools", "share"} for gone in piece.removed
    ) or (piece.draft.section is not None and key_of(line.folded) == key_of(fold(piece.draft.section)))


def _masthead(piece: Piece, line: Judged) -> Piece:
    if piece.draft.source is None and is_media_name(line.text):
        piece = piece.with_draft(source=line.text)
    return piece.without([line], "masthead")


def add_credits(piece: Piece, credits: list[Credit]) -> Piece:
    """Add by-lines that the draft does not have yet."""
    return piece.with_draft(credits=tuple(unique_credits([*piece.draft.credits, *credits])))
