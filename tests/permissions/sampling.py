"""Which cells of the table a quick run tries: those on the edges."""

from tests.permissions.matrix import PEOPLE, Line


def extremes(line: Line) -> list[str]:
    """The first of the states in which most may do it, and the first of those in which fewest may."""
    done = {state: cells.count("Y") for state, cells in line.cells.items()}
    return list(dict.fromkeys([max(done, key=done.__getitem__), min(done, key=done.__getitem__)]))


def edges(row: str) -> list[str]:
    """Of each answer in a row, the first and the last person who get it."""
    found = {PEOPLE[at] for answer in set(row) for at in (row.index(answer), row.rindex(answer))}
    return [letter for letter in PEOPLE if letter in found]
