"""The desk: Django's admin, with what an editorial office needs. Importing it registers everything."""

from articles.admin import (
    accounts,
    audit,
    credits,
    people,
    photos,
    posts,
    records,
    reports,
    sections,
    sources,
    statements,
    tags,
    words,
)

__all__ = [
    "accounts",
    "audit",
    "credits",
    "people",
    "photos",
    "posts",
    "records",
    "reports",
    "sections",
    "sources",
    "statements",
    "tags",
    "words",
]
