"""nginx.conf, and the example of the README, as nginx itself reads them."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import quote

import pytest
from django.conf import settings

from articles.models import Statement
from tests.builders import (
    make_photo,
    make_published,
    make_redirect,
    make_speaker,
    make_tag,
    make_withdrawn,
    relist,
)
from tests.public.static_site.folders import publish
from tests.public.static_site.test_publishing import ASKED
from tests.public.test_addresses import ADDRESSES, address_of, make_complete

pytestmark = pytest.mark.django_db

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
needs_nginx = pytest.mark.skipif(not NGINX, reason="nginx is not installed")


def maps(out):
    return (out / "nginx.conf").read_text()


def test_addresses_that_differ_in_case_alone_stand_there_once(out):
    speaker = make_complete(make_published).appearances.get().speaker
    make_redirect(speaker, "Ouyang")
    make_redirect(speaker, "ouyang")
    publish(out)
    assert len(re.findall('"/speakers/ouyang/"', maps(out), re.IGNORECASE)) == 1


def test_a_slug_that_an_entry_has_now_does_not_redirect(out):
    report = make_complete(make_published)
    other = make_speaker(slug="other")
    make_redirect(other, "ouyang-qing")
    assert report
    publish(out)
    assert '"/speakers/ouyang-qing/" ' not in maps(out)


def test_a_withdrawn_statement_is_not_in_the_map(out):
    report = make_complete(make_published)
    said = Statement.objects.get()
    publish(out)
    assert f'"/statements/{said.pk}/" "{report.get_absolute_url()}#s{said.pk}";' in maps(out)
    type(report).objects.filter(pk=report.pk).update(status="draft")
    publish(out)
    assert "/statements/" not in maps(out)


@pytest.fixture
def ask(out, tmp_path):
    """Serve the folder by nginx as the README says; give a function that asks for an address."""
    if not out.exists():
        publish(out)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    (example,) = (each for each in re.findall(r"```nginx\n(.*?)```", text, re.S) if "newsroom_gone" in each)
    example = example.replace("/srv/static", str(out)).replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    example = re.sub(r"ssl_certificate\w* .*;", "", example)
    place = tmp_path / "nginx"
    place.mkdir()
    temps = "".join(
        f"{kind}_temp_path {place};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    types = "types { text/html html; text/css css; image/jpeg jpg; image/png png; text/plain txt; }"
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "conf").write_text(
        f"{user} daemon off; pid {place}/pid; error_log {place}/error; events {{}}\n"
        f"http {{ access_log off; {temps} {types}\n{example}\n}}\n"
    )
    server = subprocess.Popen([NGINX, "-p", str(place), "-c", str(place / "conf")], stderr=subprocess.PIPE)

    def ask(address):
        with closing(HTTPConnection("127.0.0.1", port)) as http:
            http.request("GET", quote(address, safe="/?=&%"))
            response = http.getresponse()
            return response, response.read()

    try:
        wait_for_port(port, server)
        yield ask
    finally:
        server.terminate()
        server.communicate()


def wait_for_port(port, server):
    for _try in range(200):
        with socket.socket() as there:
            if there.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, server.communicate()[1].decode()
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")


@pytest.fixture
def complete(out):
    """The one report of a site, written before nginx starts."""
    report = make_complete(make_published)
    make_photo(report, "wide.png")
    make_redirect(report.appearances.get().speaker, "ouyang")
    long = make_tag("检" * 90)
    report.tags.add(long)
    relist(report)
    make_withdrawn("撤回的", notice="因内容有误，已撤回。")
    for number in range(25):
        make_published(f"报道{number}")
    publish(out)
    return report


@needs_nginx
def test_nginx_answers_every_address_as_the_site_does(complete, client, ask):
    for name in sorted(ADDRESSES.keys() - ASKED):
        address = address_of(name, complete)
        response, content = ask(address)
        there = client.get(address)
        expected = there.getvalue()  # to its end, so that a file is closed
        assert response.status == there.status_code, name
        kind = there["Content-Type"].partition(";")[0]
        if there.status_code == 200:
            assert response.getheader("Content-Type").partition(";")[0] == kind or "rss" in kind, name
        if name.startswith("api:") and name != "api:reports":  # whose first page is longer
            assert content == expected, name


#: Address → status, of what no other test asks.
STATUSES = {
    "/reports/?page=2": 200,
    "/reports/?page=1": 200,
    "/reports/?page=99": 404,
    "/reports/?utm_source=mail": 200,
    "/api/reports?cursor=99999": 404,
    f"/tags/{'检' * 90}/": 200,
    "/nothing/": 404,
    "/.state/state.sqlite3": 404,
    "/.gone/index.html": 404,
    "/admin/": 404,
    "/search/?q=a": 200,
    "/speakers/ouyang-qing/?year=2019": 200,
    "/search/suggest/?q=a": 404,
    "/api/reports?year=2019": 404,
}


@needs_nginx
def test_nginx_answers_out_of_files_and_maps(complete, ask):
    said = Statement.objects.get()
    withdrawn = type(complete).objects.exclude(withdrawal_notice="").get()
    assert {address: ask(address)[0].status for address in STATUSES} == STATUSES
    moved, _content = ask("/speakers/ouyang/feed/")
    found, _content = ask(f"/statements/{said.pk}/")
    assert (moved.status, moved.getheader("Location")[-27:]) == (301, "/speakers/ouyang-qing/feed/")
    assert found.status == 302
    assert found.getheader("Location").endswith(f"{complete.get_absolute_url()}#s{said.pk}")
    response, content = ask(withdrawn.get_absolute_url())
    assert response.status == 410
    assert "因内容有误".encode() in content
