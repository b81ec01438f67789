"""Translate the reasons why the reader refuses a file.

The reader knows no translations: its English sentences are matched with the msgids here.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

FORMS = (
    gettext_noop("This is no Word file: it holds no text of that kind. Save it as .docx from Word."),
    gettext_noop("It is locked with a password. Save it without one."),
    gettext_noop("Unpacked, the Word file is too large. Make its pictures smaller, or split it."),
    gettext_noop("The Word file is broken (%(error)s). Save it again from Word."),
    gettext_noop("This is a Word template, or has macros. Save it as .docx from Word."),
    gettext_noop("This is a PDF file. Save its text as .docx or .txt."),
    gettext_noop("This is a file of an older Office program. Save it as .docx."),
    gettext_noop("This is a Rich Text file. Save it as .docx."),
    gettext_noop("This is an archive inside another. Unpack it first."),
    gettext_noop("This is a page saved as one MHTML file. Save it as “web page, HTML only”."),
    gettext_noop("The archive holds no file of these kinds: %(kinds)s."),
    gettext_noop("The archive is broken (%(error)s). Pack it again."),
    gettext_noop("The archive holds %(number)s files, more than %(most)s. Split it."),
    gettext_noop("Unpacked, the archive has more than %(most)s bytes. Split it."),
    gettext_noop("It is locked with a password. Pack it again without one."),
    gettext_noop("Unpacked, it has %(number)s bytes, more than %(most)s. Split it."),
    gettext_noop("It unpacks to more than %(most)s times its size, which no text does."),
    gettext_noop("It is broken inside the archive (%(error)s). Pack it again."),
    gettext_noop("It is packed by a method that can't be read. Pack it as an ordinary .zip."),
    gettext_noop("The page has %(number)s bytes, more than %(most)s. Save its text alone."),
    gettext_noop("The page's elements stand too deep in each other. Save its text alone."),
    gettext_noop("Unknown encoding “%(name)s”. Pick UTF-8, GB18030, Big5 or UTF-16."),
    gettext_noop("The encoding %(name)s cannot be used for text. Pick another."),
    gettext_noop("NUL character at byte %(at)s: this is no text file."),
    gettext_noop("NUL byte at byte %(at)s: this is no text file."),
    gettext_noop("The file breaks off inside a character at byte %(at)s (%(name)s). Fetch it again."),
    gettext_noop("Byte %(at)s (%(byte)s) is not valid %(name)s. Pick the right encoding."),
    gettext_noop("It could not be stored: %(error)s"),
    gettext_noop("Reading it took too long and was cut short. Split it, or read it again."),
)


def in_words(message: str) -> str:
    """The sentence in the active language; unchanged where it is none of the reader's."""
    for form, pattern in PATTERNS.items():
        if found := pattern.fullmatch(message):
            return _(form) % found.groupdict()
    return _(message) if message else ""


def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"%\((\w+)\)s", form)
    return re.compile(
        "".join(f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)), re.S
    )


PATTERNS = {form: _pattern(form) for form in FORMS}
