"""The form of a transition: ticks and gates of a signature, a reason, a time, the releases of errors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.base import LabelledDateTime, column
from articles.editorial import workflow
from articles.models import Report, SignOff, Transition
from articles.models.fields import TIME_VALIDATORS

Action = Transition.Action
REASON_LENGTH = Transition._meta.get_field("reason").max_length
NOTICE_LENGTH = Report._meta.get_field("withdrawal_notice").max_length
RELEASE = "release_"  # prefix of the field that releases an error; its key follows

REASONS = {
    Action.SIGN: (_("Opinion"), _("Stands with the signature in the record.")),
    Action.RETURN: (_("Reason"), _("What has to be done before it comes back. The author reads it.")),
    Action.WITHDRAW: (_("Reason"), _("For the record; the public does not see it.")),
}
HELP = {
    "reviewed": _("What it says, and whether it may be said"),
    "proofread": _("Every character, against the source"),
    "politics": _("Direction, position, wording of principle"),
    "law": _("Facts, charges, stage of the proceedings, names of parties"),
    "policy": _("Agrees with what is in force and may be told"),
    "secrecy": _("No secret of state, work or case; no personal data"),
    "wording": _("Words, names, posts, numbers, dates, punctuation"),
}


def text_field(
    label: Any, *, required: bool, help_text: Any, length: int | None = REASON_LENGTH
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
    return forms.CharField(
        label=label, required=required, max_length=length, widget=widget, help_text=help_text
    )


def time_field(label: Any, help_text: Any) -> forms.SplitDateTimeField:
    return forms.SplitDateTimeField(
        label=label, required=False, widget=LabelledDateTime, help_text=help_text, validators=TIME_VALIDATORS
    )


class TransitionForm(forms.Form):
    """The fields that an action asks for on this report; `details` are given to workflow.transition()."""

    def __init__(self, rule: workflow.Rule, report: Report, *, by: Any, data: Any = None) -> None:
        wanted = report.wanted_at
        later = next((at for at in (report.live_from, wanted) if at and at > timezone.now()), None)
        super().__init__(data, initial={"live_from": later, "wanted_at": wanted})
        self.rule, self.report = rule, report
        found = workflow.errors_of(report) if rule.checked else {}
        standing = workflow.releases_of(report) if found else {}
        self.errors_found = {key: finding for key, finding in found.items() if key not in standing}
        self.standing = [(finding, standing[key]) for key, finding in found.items() if key in standing]
        self._ask_for_releases()
        if rule.action == Action.SIGN:
            self._ask_for_signature()
        self._ask_for_reason()
        if rule.action == Action.SUBMIT:
            self.fields["wanted_at"] = time_field(
                _("Wanted by"), _("When it should be out. Left empty, there is no hurry.")
            )
        if rule.action == Action.WITHDRAW:
            self._ask_for_notice()
        if rule.action == Action.PUBLISH or self._may_publish(by):
            self._ask_for_time()

    def _ask_for_releases(self) -> None:
        """A field for each unreleased error; a reason given earlier for the same words is proposed."""
        before = workflow.reasons_before(self.report) if self.errors_found else {}
        for key, finding in self.errors_found.items():
            reason = before.get(finding.words, "")
            help_text = _("This was said of other words of the report. Does it still hold?") if reason else ""
            name = f"{RELEASE}{key}"
            self.fields[name] = text_field(_("Why it is right"), required=False, help_text=help_text)
            self.fields[name].initial = reason

    def _ask_for_signature(self) -> None:
        self.fields["seen"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=self.report.version
        )
        for name in (*SignOff.TICKS, *SignOff.GATES):
            label = column(SignOff, name).verbose_name
            self.fields[name] = forms.BooleanField(label=label, help_text=HELP.get(name, ""))

    def _ask_for_reason(self) -> None:
        label, help_text = REASONS.get(
            Action(self.rule.action), (_("Note"), _("Stands in the editorial record."))
        )
        self.fields["reason"] = text_field(label, required=self.rule.needs_reason, help_text=help_text)

    def _ask_for_notice(self) -> None:
        self.fields["public"] = forms.ChoiceField(
            label=_("At its address"),
            choices=[("yes", _("A public notice")), ("no", _("Nothing: the page is not found"))],
            widget=forms.RadioSelect,
            initial="yes",
        )
        self.fields["notice"] = text_field(
            _("Words of the notice"),
            required=False,
            help_text=_("Everybody reads them at the report’s address."),
            length=NOTICE_LENGTH,
        )
        self.fields["notice"].initial = _("This report has been withdrawn.")

    def _ask_for_time(self) -> None:
        if self.rule.action == Action.SIGN:
            self.fields["then_publish"] = forms.BooleanField(
                label=_("Publish in the same step"), required=False
            )
        help_text = _("Left empty, the report goes live at once.")
        if self.report.copy_of_id:
            help_text = _("Left empty, it takes the place of what is on the site at once.")
        self.fields["live_from"] = time_field(_("Go live at"), help_text)

    def _may_publish(self, by: Any) -> bool:
        """Whether this is the last signature, and this person may publish too."""
        last = workflow.states_before_publication(self.report)[-1]
        signs = self.rule.action == Action.SIGN and self.report.status == last
        return signs and by.has_perm("articles.publish_report")

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        if values.get("public") == "yes" and not values.get("notice", "").strip():
            self.add_error("notice", _("Write the notice, or choose to leave none."))
        return values

    @property
    def details(self) -> dict[str, Any]:
        """The values, as workflow.transition() expects them."""
        values = self.cleaned_data
        names = ("reason", "live_from", "wanted_at", "seen", "then_publish")
        details = {name: values[name] for name in names if name in values}
        if self.rule.action == Action.SIGN:
            ticked = {name: values[name] for name in (*SignOff.TICKS, *SignOff.GATES)}
            details["checklist"] = workflow.ReviewChecklist(**ticked)
        if values.get("public") == "yes":
            details["notice"] = values["notice"]
        details["released"] = {key: values[f"{RELEASE}{key}"] for key in self.errors_found}
        return details

    def released(self) -> list[tuple[Any, forms.BoundField]]:
        """Each error with the field that releases it."""
        return [(finding, self[f"{RELEASE}{key}"]) for key, finding in self.errors_found.items()]

    def ticks(self) -> list[forms.BoundField]:
        return [self[name] for name in SignOff.TICKS if name in self.fields]

    def gates(self) -> list[forms.BoundField]:
        return [self[name] for name in SignOff.GATES if name in self.fields]

    def others(self) -> list[forms.BoundField]:
        """The other visible fields."""
        ticked = {*SignOff.TICKS, *SignOff.GATES}
        return [
            field
            for field in self
            if field.name not in ticked and not field.is_hidden and not field.name.startswith(RELEASE)
        ]
