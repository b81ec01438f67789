"""Reasons for removing text, and problems, each with the sentence that an editor reads."""

from __future__ import annotations

from typing import Final


def _(sentence: str) -> str:
    """Mark a sentence for translation; reading itself never translates."""
    return sentence


REASONS: Final[dict[str, str]] = {
    "invisible": _("Invisible or control characters"),
    "entity": _("An HTML entity, replaced by its character"),
    "too_much": _("Beyond what one file may hold"),
    "stamp": _("A mark that the site adds to every line"),
    "navigation": _("Navigation of the site"),
    "breadcrumb": _("The path to the page; it was read for the section first"),
    "meta": _("A line of page data; its values were read first"),
    "tools": _("Controls of the page: text size, print, close"),
    "share": _("Share buttons"),
    "follow": _("Requests to follow or to like the account"),
    "forum": _("Controls of a forum"),
    "related": _("A list of other reports"),
    "links": _("A list of links"),
    "neighbours": _("Previous and next report"),
    "footer": _("The site's footer"),
    "attachment": _("Attachments of the page"),
    "masthead": _("The name of the site or issue, printed above the title"),
    "section_tag": _("The section's name, printed before the title"),
    "title_prefix": _("A forum's or site's word before the title"),
    "site_name": _("The site's name, printed after the title"),
    "subtitle": _("A subtitle"),
    "repeated_title": _("The title once more"),
    "second_print": _("The same text once more"),
    "credit": _("A by-line; its names were read first"),
    "after_the_end": _("Text after the end of the report"),
    "no_report": _("Text on a page without a report"),
    "ornament": _("A line of ornaments"),
    "page_title": _("The page's title, as a browser's tab shows it"),
    "script": _("A script or style sheet of the page"),
    "hidden": _("Text that the file hides"),
    "controls": _("Fields and menus of the page"),
    "embedded": _("The words in place of something embedded"),
    "deleted": _("Text that was deleted, with changes tracked"),
    "page_edge": _("What stands at the top or foot of every page"),
}

PROBLEMS: Final[dict[str, str]] = {
    "empty": _("The file is empty. Check that it was saved completely."),
    "no_text": _(
        "The file holds no text. A page filled in by a script has to be saved from the browser that shows it."
    ),
    "picture_format": _("A picture is in a format that no page can show. Add it as JPEG or PNG."),
    "no_report": _(
        "No report was found, only links or page furniture. Check the page that it was taken from."
    ),
    "no_title": _("No title was found. Give the report one."),
    "no_year": _("No year could be found for the date of the event. Add it."),
    "impossible_date": _("This date does not exist. Correct it."),
    "too_many_lines": _("The file has too many lines for a report, from this one on. Split it."),
    "line_too_long": _("The line is too long for a report. Split it into paragraphs."),
    "too_much_text": _("The file holds too much text for a report, from this line on. Split it."),
    "two_reports": _("The file holds more than one report. Check where each begins."),
    "text_after_end": _(
        "Text after the end of the page was set aside. Check that it is no part of the report."
    ),
    "fuller_print": _(
        "The text is printed twice and the prints differ. Compare the copy that was set aside."
    ),
    "replacement_character": _(
        "The text holds characters that were lost before (U+FFFD). Look up the original."
    ),
    "private_character": _(
        "The text holds private-use characters, which look different everywhere. Replace them."
    ),
}
