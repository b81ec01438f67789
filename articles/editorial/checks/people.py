"""Checks of people: name and post against the register, and the first mention of a speaker."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level, Text
from articles.editorial.checks.manuscript import Manuscript, Person, Tenure

OTHER_RANK = ("副", "代", "代理", "原", "前", "前任", "助理", "候任")
REGISTER = _("The newsroom's register of posts")
NAME = Kind("name_disagrees", Level.WARNING, _("Name and register"), REGISTER)
POST = Kind("post_disagrees", Level.WARNING, _("Post and register"), REGISTER)
FIRST = Kind(
    "first_mention",
    Level.HINT,
    _("First mention"),
    _("A person is introduced with body, post and full name; later mentions may be shorter."),
)


def name_disagrees(manuscript: Manuscript) -> Iterator[Finding]:
    """Printed name that the linked speaker is not known by."""
    for person in manuscript.people:
        if person.known_as and _without_spaces(person.name) not in {
            _without_spaces(name) for name in person.known_as
        }:
            advice = _("The register knows this speaker as %(names)s.")
            yield _at(NAME, manuscript, person, advice % {"names": "、".join(person.known_as)})


def _without_spaces(name: str) -> str:
    return "".join(name.split())


def post_disagrees(manuscript: Manuscript) -> Iterator[Finding]:
    """Printed post that the register doesn't have for the days of the report."""
    for person in manuscript.people:
        if not (person.titles and person.posts):
            continue
        held = [post for post in person.posts if post.held]
        if not any(_same(person, post) for post in held):
            yield _at(POST, manuscript, person, _advice(person, held))


def _same(person: Person, post: Tenure) -> bool:
    """Whether printed and registered post agree; one may be the longer form of the other."""
    bodies = (post.organisation, *post.short_names)
    titles = {post.title, *(body + post.title for body in bodies)}
    if not any(_is_title(printed, title) for printed in person.titles for title in titles):
        return False
    printed = person.organisation
    return not printed or any(printed.endswith(body) or body.endswith(printed) for body in bodies)


def _is_title(printed: str, title: str) -> bool:
    """Whether `printed` ends with the title and has no prefix that makes it another one (副检察长)."""
    return printed.endswith(title) and not printed.removesuffix(title).endswith(OTHER_RANK)


def _advice(person: Person, held: list[Tenure]) -> Text:
    printed = person.organisation + "、".join(person.titles)
    if held:
        known = "；".join(post.organisation + post.title for post in held)
        return _("Printed as “%(printed)s”; the register has for these days: %(known)s.") % {
            "printed": printed,
            "known": known,
        }
    return _("Printed as “%(printed)s”; the register has no post for these days.") % {"printed": printed}


def first_mentions(manuscript: Manuscript) -> Iterator[Finding]:
    """Speaker whose first mention names neither organisation nor title."""
    for person in manuscript.people:
        if person.speaks and not _introduced(manuscript, person):
            yield _at(FIRST, manuscript, person, _("Say who this is: body, post and full name."))


def _introduced(manuscript: Manuscript, person: Person) -> bool:
    if not (person.titles or person.organisation):
        return False
    found = manuscript.first(person.name)
    if found is None:
        return True  # not mentioned in the body
    place, _start = found
    text = dict(manuscript.body())[place]
    return any(words in text for words in (*person.titles, person.organisation) if words)


def _at(kind: Kind, manuscript: Manuscript, person: Person, advice: Text) -> Finding:
    """Finding at the first mention of the person; without one, at the list of people."""
    place, start = manuscript.first(person.name) or ("people", 0)
    return kind.at(place, person.name, advice, start=start)
