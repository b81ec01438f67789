"""Models, and the functions that need nothing but models."""

from .audit import AuditEntry
from .autosave import Autosave, Presence
from .bulk_acts import BulkAct, BulkItem
from .credits import Credit
from .findings import Dismissal, WordRule
from .generation import Generation, SiteChange
from .listings import Listing, Tally
from .merges import Decision, MergeRecord
from .people import Membership, Organisation, OrganisationName, OtherName, Speaker
from .photos import Photo
from .redirects import SlugRedirect
from .rendered import RenderedReport
from .reports import Report
from .revisions import Revision
from .search import SearchEntry, StaleEntry, Suggestion
from .sections import Section
from .signoffs import SignOff
from .sources import ImportBatch, PendingFile, Provenance, Shingle, SourceText
from .statements import Appearance, Statement
from .tags import Tag, TaggedReport, TagName
from .transitions import Transition

__all__ = [
    "Appearance",
    "AuditEntry",
    "Autosave",
    "BulkAct",
    "BulkItem",
    "Credit",
    "Decision",
    "Dismissal",
    "Generation",
    "ImportBatch",
    "Listing",
    "Membership",
    "MergeRecord",
    "Organisation",
    "OrganisationName",
    "OtherName",
    "PendingFile",
    "Photo",
    "Presence",
    "Provenance",
    "RenderedReport",
    "Report",
    "Revision",
    "SearchEntry",
    "Section",
    "Shingle",
    "SignOff",
    "SiteChange",
    "SlugRedirect",
    "SourceText",
    "Speaker",
    "StaleEntry",
    "Statement",
    "Suggestion",
    "Tag",
    "TagName",
    "TaggedReport",
    "Tally",
    "Transition",
    "WordRule",
]
