"""The template tag {% oneline %}: indent a template where white space would show between characters."""

import re
from typing import cast

from django import template
from django.template.base import NodeList, Parser, TextNode, Token

register = template.Library()

LINE_BREAK = re.compile(r"\s*\n\s*")
TAG_EDGE = re.compile(r"(<(?=[a-z/])|>)")


class OneLineNode(template.Node):
    """Render the content of the tag; its line breaks were removed when the template was compiled."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        return self.nodelist.render(context)


@register.tag
def oneline(parser: Parser, token: Token) -> OneLineNode:
    """Remove the template's own line breaks and indentation; between attributes a blank remains.

    Values, and blanks within a line, are not touched.
    """
    nodelist = parser.parse(("endoneline",))
    parser.delete_first_token()
    in_tag = False
    for node in cast("list[TextNode]", nodelist.get_nodes_by_type(TextNode)):
        pieces = []
        for piece in TAG_EDGE.split(node.s):
            if piece in ("<", ">"):
                in_tag = piece == "<"
            pieces.append(LINE_BREAK.sub(" " if in_tag else "", piece))
        node.s = "".join(pieces)
    return OneLineNode(nodelist)
