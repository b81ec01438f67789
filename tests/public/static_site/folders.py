"""A static site in a temporary folder, written in the process of the test."""

from contextlib import contextmanager

from articles.public.static_site.folder import Folder, locked
from articles.public.static_site.publisher import Publisher


@contextmanager
def publisher_of(path):
    """A run on the folder; it ends with the block."""
    folder = Folder(path)
    with locked(folder):
        publisher = Publisher(folder)
        try:
            yield publisher
        finally:
            publisher.close()


def publish(path):
    """Bring a folder up to date; give the run, which knows how many files it wrote."""
    with publisher_of(path) as publisher:
        publisher.publish()
    return publisher


def files(path):
    """The content of every file that is handed over, by its path: the site, the maps and the manifest."""
    return {
        each.relative_to(path).as_posix(): each.read_bytes()
        for each in sorted(path.rglob("*"))
        if each.is_file() and ".state" not in each.parts
    }


def site(path):
    """The content of every file of the site, by its path."""
    return {name.removeprefix("site/"): content for name, content in files(path).items() if "site/" in name}
