"""The cells of the matrix that a quick run tries."""

from tests.permissions.matrix import PEOPLE, Line


def extremes(line: Line) -> list[str]:
    """The states in which most and fewest accounts may do it; of equals the first."""
    done = {state: cells.count("Y") for state, cells in line.cells.items()}
    return list(dict.fromkeys([max(done, key=done.__getitem__), min(done, key=done.__getitem__)]))


def edges(row: str) -> list[str]:
    """Of each outcome in a row, the first and the last account."""
    found = {PEOPLE[at] for answer in set(row) for at in (row.index(answer), row.rindex(answer))}
    return [letter for letter in PEOPLE if letter in found]
