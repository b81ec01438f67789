from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import LineField


class Photo(models.Model):
    """Picture of a report. Without a file it is a caption to which an editor can add the picture."""

    report = models.ForeignKey(
        "articles.Report", models.CASCADE, related_name="photos", verbose_name=_("report")
    )
    file = models.FileField(_("file"), upload_to="photos/%Y/%m/", blank=True)
    caption = LineField(_("caption"), max_length=300, blank=True)
    alt = LineField(
        _("text in place of the picture"),
        max_length=300,
        blank=True,
        help_text=_("For those who can't see it."),
    )
    # Of the upright picture, for the width and height attributes; empty if the file is not an image.
    width = models.PositiveIntegerField(_("width"), null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True, editable=False)
    before = models.PositiveSmallIntegerField(
        _("place"), default=0, help_text=_("It stands before this paragraph of the body, counted from 0.")
    )

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("before", "pk")
        # Access check of every request of a photo.
        indexes = [models.Index(fields=["file"], name="photo_by_file")]

    def __str__(self):
        return self.caption or self.file.name or str(self.pk)
