"""Hypothesis strategies for drafts as the reader may return them: any script, length and date."""

from datetime import date

from hypothesis import strategies as st

from articles.reading.draft import Caption, Credit, Draft, Paragraph, Person, Statement
from articles.reading.page.characters import page_from_text

#: Words in many scripts, marks, control characters, and what means something in HTML, XML, CSV or a URL.
PIECES = (
    *("检察要闻", "孙刚", "要闻 2019", "한국어", "Новости", "ئۇيغۇرچە", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ", "ข่าว", "𠮷野家"),
    *("🙂", "👩‍👩‍👧", "e\u0301", "\u0301", "\u202eabc", "\u2066x\u2069", "\u200f", "ß", "İ", "ﷺ", "½", "①"),
    *("\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\ufffe", "\uffff", "\ufffd", "\U0001ffff", "\ue000", "\u2028"),
    *("<b>", "</p>", "&amp;", "&#12;", "]]>", "<![CDATA[", "</script>", "%s", "%", "{{ x }}", "\\", '"', "'"),
    *("=1+1", "＝1", "-", "--", "/", "//", "?", "#", ".", "..", "_", "admin", "reports", "！！", "……", "、"),
)
DAYS = (date(1, 1, 1), date(24, 2, 29), date(1970, 1, 1), date(2019, 8, 6), date(9999, 12, 31))


def as_read(text):
    """Text on one line, as the reader returns it."""
    return " ".join(line.text for line in page_from_text(text).lines)


pieces = st.sampled_from(PIECES)
texts = st.one_of(
    st.lists(pieces, max_size=4).map("".join),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40),
    st.builds(str.__mul__, pieces, st.integers(50, 400)),
).map(as_read)
words = texts.filter(bool)
days = st.sampled_from(DAYS) | st.dates()
times = st.builds("T{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
published = st.builds(str.__add__, days.map(date.isoformat), st.just("") | times)
events = days.map(date.isoformat) | days.map("--{:%m-%d}".format)
people = st.builds(
    Person,
    name=words,
    titles=st.lists(words, max_size=2).map(tuple),
    organisation=st.none() | words,
    speaks=st.just(True),
)


@st.composite
def drafts(draw):
    """Draft whose statements are paragraphs of its body."""
    speakers = draw(st.lists(people, max_size=2, unique_by=lambda person: person.name))
    body = draw(st.lists(words, max_size=3))
    return Draft(
        title=draw(texts),
        section=draw(st.none() | words),
        published_at=draw(st.none() | published),
        event_dates=tuple(sorted(draw(st.lists(events, max_size=2)))),
        source=draw(st.none() | words),
        credits=tuple(draw(st.lists(st.builds(Credit, role=texts, name=words), max_size=1))),
        body=tuple(Paragraph(text, (number,)) for number, text in enumerate(body, start=1)),
        captions=tuple(draw(st.lists(st.builds(Caption, words, st.just(0), st.just(1)), max_size=1))),
        people=tuple(speakers),
        statements=tuple(
            Statement(speaker.name, text) for speaker, text in zip(speakers, body, strict=False)
        ),
        tags=tuple(draw(st.lists(words, max_size=2))),
        occasion=draw(st.sampled_from([None, "会议", "座谈会"])),
    )
