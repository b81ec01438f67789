"""What the first page of the desk says of the work that waits."""

from django import template

from articles import identifying

register = template.Library()


@register.simple_tag
def number_to_identify() -> int:
    """How many wait for somebody to say who is meant."""
    return identifying.waiting().count()
