"""Manuscripts for the tests of single checks."""

from articles.editorial.checks import Manuscript


def body(*paragraphs, **values):
    """A manuscript of these paragraphs."""
    return Manuscript(paragraphs=paragraphs, **values)


def words(check, *paragraphs, **values):
    """The words that a check points at in these paragraphs."""
    return [finding.words for finding in check(body(*paragraphs, **values))]


def fixed(check, text):
    """A paragraph after every fix of one check."""
    for finding in sorted(check(body(text)), key=lambda each: -each.start):
        assert text[finding.start : finding.end] == finding.words
        text = text[: finding.start] + finding.fix + text[finding.end :]
    return text
