from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .fields import AsPrinted


class ImportBatch(models.Model):
    """One run of an import."""

    label = models.CharField(_("label"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("imported by")
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    #: [{"file": …, "line": …, "message": …}]: the files that could not be taken.
    failures = models.JSONField(_("failures"), default=list, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-started_at",)

    def __str__(self):
        return self.label or gettext("Import %(number)d") % {"number": self.pk}


class PendingFile(models.Model):
    """Uploaded file of an import. It is read and previewed before it is stored or left out."""

    class State(models.TextChoices):
        WAITING = "waiting", _("To be read")
        READ = "read", _("Read")
        CHOSEN = "chosen", _("To be stored")
        STORED = "stored", _("Stored")
        FAILED = "failed", _("Failed")
        LEFT_OUT = "left_out", _("Left out")

    #: States in which a process has to read or store the file, and all states that are not final.
    IN_WORK = (State.WAITING, State.CHOSEN)
    OPEN = (*IN_WORK, State.READ)

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="pending", verbose_name=_("import"))
    file_name = models.CharField(_("file"), max_length=500)
    raw = models.BinaryField(_("raw bytes"), help_text=_("Until it is stored."))
    encoding = models.CharField(_("encoding"), max_length=20, blank=True, help_text=_("Picked by a person."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    #: Time at which a process began to read or store it; remains set if the process was killed.
    claimed_at = models.DateTimeField(_("being read since"), null=True, editable=False)
    #: intake.Outcome, before it is stored the expected one.
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    message = models.TextField(_("message"), blank=True)
    titles = models.JSONField(_("titles"), default=list, blank=True)
    problem_count = models.PositiveIntegerField(_("problems"), default=0)
    twin = models.ForeignKey(
        "articles.Report", models.SET_NULL, null=True, related_name="+", verbose_name=_("near-duplicate of")
    )
    source = models.ForeignKey(
        "articles.SourceText",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("source text"),
        help_text=_("The one that it was stored as, or that has the same bytes, or that it would replace."),
    )

    class Meta:
        verbose_name = _("pending file")
        verbose_name_plural = _("pending files")
        ordering = ("pk",)
        # The next file of a batch to be read or stored.
        indexes = [models.Index(fields=["batch", "state"], name="pending_file_next")]

    def __str__(self):
        return self.file_name


class SourceText(models.Model):
    """Original file of an import: its raw bytes, kept permanently, and the removed lines with the reason."""

    file_name = models.CharField(_("file"), max_length=500)
    raw = models.BinaryField(_("raw bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    encoding = models.CharField(_("encoding"), max_length=20)
    #: [{"line": 3, "text": "分享到：", "reason": "share"}]
    removed = models.JSONField(_("removed"), encoder=AsPrinted, default=list, blank=True)
    #: [{"line": 3, "code": …, "message": …}]; "line" is null if it concerns the whole file.
    problems = models.JSONField(_("problems"), encoder=AsPrinted, default=list, blank=True)
    batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, related_name="sources", verbose_name=_("import")
    )
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    replaces = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("changed version of"),
        help_text=_("The same file came before with other bytes; its reports were not touched."),
    )
    #: Of a changed version: time at which its last proposal was decided.
    closed_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("source text")
        verbose_name_plural = _("source texts")
        ordering = ("-received_at", "-pk")
        constraints = [models.UniqueConstraint(fields=["sha256"], name="source_text_stored_once")]
        # Finding an earlier version of a file, at every import.
        indexes = [models.Index(fields=["file_name"], name="source_text_by_file")]

    def __str__(self):
        return self.file_name


class Provenance(models.Model):
    """Link between a report and the file that it was read from, with the draft as read."""

    source = models.ForeignKey(
        SourceText, models.CASCADE, related_name="provenances", verbose_name=_("source text")
    )
    report = models.ForeignKey(
        "articles.Report", models.CASCADE, related_name="provenances", verbose_name=_("report")
    )
    position = models.PositiveSmallIntegerField(_("place in the file"), default=0)
    #: Line numbers of each paragraph of the body as read.
    lines = models.JSONField(_("lines"), encoder=AsPrinted, default=list)
    #: The draft as read, in the format of `import_seeds --json`; a later reading is compared with it.
    draft = models.JSONField(_("draft"), encoder=AsPrinted, default=dict)
    #: [{"line": 3, "text": …, "before": 0, "restored": [5]}]: captions as read;
    #: "before" is the index of the paragraph that follows.
    captions = models.JSONField(_("captions"), encoder=AsPrinted, default=list)
    #: {"title": [5], "body": [[], [12, 30]]}: offsets of punctuation that was printed half-width.
    restored_punctuation = models.JSONField(_("restored punctuation"), encoder=AsPrinted, default=dict)
    similar_to = models.ForeignKey(
        "articles.Report",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("near-duplicate of"),
    )

    class Meta:
        verbose_name = _("provenance")
        verbose_name_plural = _("provenances")
        ordering = ("source", "position")
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="provenance_once_a_place"),
        ]

    def __str__(self):
        return f"{self.source} → {self.report}"

    @property
    def restored_count(self) -> int:
        """Number of half-width punctuation marks that the reader made full-width."""
        places = [self.restored_punctuation.get("title", ()), *self.restored_punctuation.get("body", ())]
        return sum(map(len, [*places, *(caption["restored"] for caption in self.captions)]))


class Shingle(models.Model):
    """Sampled character n-gram of the body of a report, for finding near-duplicates.

    Some hundred a report, so a row is nothing but its key. Written with its report alone: no constraint
    asks for that once more.
    """

    pk = models.CompositePrimaryKey("value", "report")
    value = models.BigIntegerField()
    report = models.ForeignKey(
        "articles.Report", models.CASCADE, related_name="shingles", db_constraint=False
    )

    class Meta:
        verbose_name = _("shingle")
        verbose_name_plural = _("shingles")

    def __str__(self):
        return f"{self.value:x}"
