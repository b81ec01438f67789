"""What is written without a template is what Django's template writes."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from newsroom import form_renderer
from newsroom.form_renderer import DRAWN, Renderer

HOSTILE = "<b>\"'&</b>"
CHOICES = [("", "—"), (1, "一"), ("Group <1>", [("a", HOSTILE), ("b", mark_safe("<i>b</i>"))])]
WIDGETS = {
    "text": forms.TextInput(
        attrs={"class": "vTextField", "maxlength": 200, "required": True, "hidden": False}
    ),
    "number": forms.NumberInput(attrs={"min": 0}),
    "hidden": forms.HiddenInput(),
    "email": forms.EmailInput(),
    "address": forms.URLInput(),
    "password": forms.PasswordInput(render_value=True),
    "day": forms.DateInput(),
    "time": forms.TimeInput(),
    "moment": forms.DateTimeInput(),
    "file": forms.FileInput(),
    "checkbox": forms.CheckboxInput(),
    "textarea": forms.Textarea(attrs={"aria-label": gettext_lazy("Text")}),
    "select": forms.Select(choices=CHOICES),
    "several": forms.SelectMultiple(choices=CHOICES),
    "radio": forms.RadioSelect(choices=CHOICES),
}


def both(widget, value):
    return [
        "".join(widget.render(HOSTILE, value, {"id": "id_x"}, renderer=renderer()).split())
        for renderer in (Renderer, DjangoTemplates)
    ]


@pytest.mark.parametrize("value", [None, "", "词", HOSTILE, mark_safe("<i>x</i>"), 1, 1234567, "a"])
@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_is_that_of_the_template(name, value):
    if name == "several":
        value = [value]
    ours, theirs = both(WIDGETS[name], value)
    assert ours == theirs


def test_a_text_keeps_its_blanks_and_line_breaks():
    text = "\n  一\n\n二  "
    ours, theirs = (
        forms.Textarea().render("x", text, renderer=renderer()) for renderer in (Renderer, DjangoTemplates)
    )
    assert ours == theirs


class Form(forms.Form):
    name = forms.CharField(label=HOSTILE, help_text="help", widget=forms.TextInput(attrs={"class": "x"}))
    agreed = forms.BooleanField(label=gettext_lazy("Name"))


@pytest.mark.parametrize("auto_id", ["id_%s", False])
@pytest.mark.parametrize("name", ["name", "agreed"])
def test_a_label_is_that_of_the_template(name, auto_id):
    ours, theirs = (
        Form(auto_id=auto_id, renderer=renderer())[name].label_tag(attrs={"class": "required"})
        for renderer in (Renderer, DjangoTemplates)
    )
    assert ours == theirs


@pytest.mark.parametrize("errors", [[], ["wrong"], [HOSTILE, mark_safe("<i>wrong</i>")]])
@pytest.mark.parametrize("field_id", [None, "id_name"])
def test_a_list_of_errors_is_that_of_the_template(errors, field_id):
    ours, theirs = (
        str(ErrorList(errors, error_class="nonfield", renderer=renderer(), field_id=field_id))
        for renderer in (Renderer, DjangoTemplates)
    )
    assert ours == theirs


def test_a_widget_without_a_function_is_drawn_by_its_template():
    assert forms.RadioSelect.template_name not in DRAWN


def test_an_option_with_a_template_of_its_own_is_drawn_by_it(monkeypatch):
    monkeypatch.setattr(forms.Select, "option_template_name", "django/forms/widgets/radio_option.html")
    ours, theirs = both(forms.Select(choices=CHOICES), "a")
    assert ours == theirs


def test_every_template_that_is_replaced_exists():
    renderer = DjangoTemplates()
    assert all(renderer.get_template(name) for name in DRAWN)
    assert form_renderer.OPTION in DRAWN
