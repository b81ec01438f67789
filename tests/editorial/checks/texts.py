"""Helpers for the tests of single checks."""

from articles.editorial.checks import Manuscript


def body(*paragraphs, **values):
    """Make a manuscript of these paragraphs."""
    return Manuscript(paragraphs=paragraphs, **values)


def words(check, *paragraphs, **values):
    """Words of each finding of a check in these paragraphs."""
    return [finding.words for finding in check(body(*paragraphs, **values))]


def fixed(check, text):
    """Apply every fix of a check to a paragraph."""
    for finding in sorted(check(body(text)), key=lambda each: -each.start):
        assert text[finding.start : finding.end] == finding.words
        text = text[: finding.start] + finding.fix + text[finding.end :]
    return text
