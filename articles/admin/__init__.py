"""The desk: Django's admin, with what an editorial office needs. Importing it registers everything."""

from articles.admin import accounts
from articles.admin.intake import sources
from articles.admin.parts import appearances, credits, photos
from articles.admin.records import audit, records
from articles.admin.register import memberships, people, sections, tags, word_rules
from articles.admin.report import bulk_acts, report_admin

__all__ = [
    "accounts",
    "appearances",
    "audit",
    "bulk_acts",
    "credits",
    "memberships",
    "people",
    "photos",
    "records",
    "report_admin",
    "sections",
    "sources",
    "tags",
    "word_rules",
]
