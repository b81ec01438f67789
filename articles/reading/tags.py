"""stand-in"""


def choose_tags(title, paragraphs, known=()):
    return ()
