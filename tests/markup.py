"""HTML without the white space that comes from the indentation of templates."""

import re


def without_indentation(html: str) -> str:
    """Remove white space beside tags, and leave one blank elsewhere."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", html))
