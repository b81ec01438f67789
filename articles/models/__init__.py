"""What is stored. Models know only Django and each other."""

from .audit import AuditEntry
from .autosave import Presence, UnsavedTyping
from .credits import Credit
from .findings import Dismissal, WordRule
from .merges import Decision, MergeRecord
from .people import Organisation, OrganisationName, OtherName, Post, Speaker
from .photos import Photo
from .redirects import FormerAddress
from .reports import Report
from .revisions import Revision
from .search import SearchEntry, Word
from .sections import Section
from .signoffs import SignOff
from .sources import ImportBatch, PendingFile, Provenance, Shingle, SourceText
from .statements import Appearance, Statement
from .tags import Tag, TaggedReport, TagName
from .transitions import Move

__all__ = [
    "Appearance",
    "AuditEntry",
    "Credit",
    "Decision",
    "Dismissal",
    "FormerAddress",
    "ImportBatch",
    "MergeRecord",
    "Move",
    "Organisation",
    "OrganisationName",
    "OtherName",
    "PendingFile",
    "Photo",
    "Post",
    "Presence",
    "Provenance",
    "Report",
    "Revision",
    "SearchEntry",
    "Section",
    "Shingle",
    "SignOff",
    "SourceText",
    "Speaker",
    "Statement",
    "Tag",
    "TagName",
    "TaggedReport",
    "UnsavedTyping",
    "Word",
    "WordRule",
]
