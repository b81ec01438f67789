"""Who is who: the printed name and post beside the register, and how a speaker is first mentioned."""

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
    """The printed name is none that the linked speaker is known by."""
    for person in manuscript.people:
        if person.known_as and _closed(person.name) not in {_closed(name) for name in person.known_as}:
            advice = _("The register knows this speaker as %(names)s.")
            yield _at(NAME, manuscript, person, advice % {"names": "、".join(person.known_as)})


def _closed(name: str) -> str:
    return "".join(name.split())


def post_disagrees(manuscript: Manuscript) -> Iterator[Finding]:
    """The printed post is none that the register has for the days of the report."""
    for person in manuscript.people:
        if not (person.titles and person.posts):
            continue
        held = [post for post in person.posts if post.held]
        if not any(_same(person, post) for post in held):
            yield _at(POST, manuscript, person, _advice(person, held))


def _same(person: Person, post: Tenure) -> bool:
    """Printed and registered post are the same; one of them may be said at greater length."""
    bodies = (post.organisation, *post.short_names)
    titles = {post.title, *(body + post.title for body in bodies)}
    if not any(_is_title(printed, title) for printed in person.titles for title in titles):
        return False
    printed = person.organisation
    return not printed or any(printed.endswith(body) or body.endswith(printed) for body in bodies)


def _is_title(printed: str, title: str) -> bool:
    """Whether the title stands at the end of what is printed, and is not made another one: 副检察长."""
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
    """A speaker whose first mention says neither body nor post."""
    for person in manuscript.people:
        if person.speaks and not _introduced(manuscript, person):
            yield _at(FIRST, manuscript, person, _("Say who this is: body, post and full name."))


def _introduced(manuscript: Manuscript, person: Person) -> bool:
    if not (person.titles or person.organisation):
        return False
    found = manuscript.first(person.name)
    if found is None:
        return True  # there is no mention to mend
    place, _start = found
    text = dict(manuscript.body())[place]
    return any(words in text for words in (*person.titles, person.organisation) if words)


def _at(kind: Kind, manuscript: Manuscript, person: Person, advice: Text) -> Finding:
    """A finding where the person is first mentioned; otherwise beside the list of people."""
    place, start = manuscript.first(person.name) or ("people", 0)
    return kind.at(place, person.name, advice, start=start)
