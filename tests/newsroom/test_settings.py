"""What stands in the environment decides; a wrong value stops the start with a line that says so."""

import re
import runpy
import secrets

import pytest
from django.conf import global_settings, settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from tests.processes import manage

PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "www.example.gov.cn",
    "SITE_URL": "https://www.example.gov.cn",
    "BEHIND_PROXY": "true",
}


@pytest.fixture
def start(monkeypatch, tmp_path):
    """Read the settings file in an environment of these values; gives what it sets."""

    def read(**environment):
        for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "DEBUG"):
            monkeypatch.delenv(name, raising=False)
        values = {"SECRET_KEY": "any", "DATA_DIR": str(tmp_path)} | environment
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(settings.BASE_DIR / "newsroom" / "settings.py"))

    return read


def test_without_a_secret_key_the_start_fails_with_one_line():
    run = manage("check")
    assert (run.returncode, len(run.stderr.splitlines())) == (1, 1)
    assert "SECRET_KEY is not set" in run.stderr


def test_a_data_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").touch()
    for command in ("demo", "import_seeds"):
        run = manage(command, DATA_DIR=str(tmp_path / "file" / "data"))
        assert (run.returncode, len(run.stderr.splitlines())) == (1, 1), run.stderr


def test_every_setting_of_our_own_is_read_somewhere(start):
    theirs = ("ROOT_URLCONF", "EMAIL_FILE_PATH", "AXES_", "TAGGIT_", "TASKS", "CONTENT_SECURITY_POLICY")
    ours = {
        name
        for name in start(HTTPS="false")
        if name.isupper() and not hasattr(global_settings, name) and not name.startswith(theirs)
    }
    code = [
        path for folder in ("articles", "newsroom") for path in (settings.BASE_DIR / folder).rglob("*.py")
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in code)
    assert {name for name in ours if len(re.findall(rf"\b{name}\b", text)) < 2} == set()


def test_debugging_needs_no_secret_key(start):
    assert start(SECRET_KEY="", DEBUG="true")["DEBUG"]


def test_debug_is_off_unless_asked_for(start):
    assert not start()["DEBUG"]


@pytest.mark.parametrize("code", ["zh", "zh-CN", "fr", ""])
def test_a_language_that_is_not_offered_stops_the_start(start, code):
    with pytest.raises(ImproperlyConfigured, match="LANGUAGE_CODE"):
        start(LANGUAGE_CODE=code)


def test_a_worker_that_is_neither_here_nor_separate_stops_the_start(start):
    with pytest.raises(ImproperlyConfigured, match="TASKS_WORKER"):
        start(TASKS_WORKER="celery")


def test_the_database_is_a_file_of_the_data_folder(start, tmp_path):
    database = start()["DATABASES"]["default"]
    assert database["NAME"] == str(tmp_path / "db.sqlite3")


def test_a_sqlite_address_names_another_file(start):
    database = start(DATABASE_URL="sqlite:////srv/news.sqlite3")["DATABASES"]["default"]
    assert database["NAME"] == "/srv/news.sqlite3"


@pytest.mark.parametrize("name", ["DATABASE_URL", "HTTPS", "DEBUG"])
def test_a_setting_that_is_empty_is_not_set(start, name):
    assert start(**{name: ""})["HTTPS"] is True


def test_an_empty_data_folder_is_not_the_current_one(start):
    assert start(DATA_DIR="")["DATA_DIR"] == settings.BASE_DIR / ".data"


def test_sqlite_never_lets_a_reader_wait(start):
    assert "journal_mode=WAL" in start()["DATABASES"]["default"]["OPTIONS"]["init_command"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgres_address_names_a_server(start, scheme):
    url = f"{scheme}://desk:pass%40word@db.example:5433/news"
    database = start(DATABASE_URL=url)["DATABASES"]["default"]
    expected = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.example",
        "PORT": 5433,
        "NAME": "news",
        "USER": "desk",
        "PASSWORD": "pass@word",
    }
    assert {name: database[name] for name in expected} == expected


def test_a_postgres_address_may_name_a_socket(start):
    database = start(DATABASE_URL="postgresql://desk@/news?host=/run/postgresql")["DATABASES"]["default"]
    assert (database["HOST"], database["OPTIONS"]) == ("", {"host": "/run/postgresql"})


def test_without_a_replica_everything_is_one_database(start):
    assert "DATABASE_ROUTERS" not in start()


def test_a_replica_is_asked_like_the_main_database(start):
    main, replica = "postgres://desk@db.example/news", "postgres://reader@copy.example/news"
    found = start(DATABASE_URL=main, DATABASE_REPLICA_URL=replica)["DATABASES"]["replica"]
    assert (found["HOST"], found["USER"], found["CONN_MAX_AGE"]) == ("copy.example", "reader", 60)


def test_no_pages_are_shared_unless_asked_for(start):
    assert set(start()["CACHES"]) == {"default"}


@pytest.mark.parametrize("url", ["redis://cache.example:6379/0", "filecache:///var/cache/newsroom"])
def test_pages_are_shared_by_redis_or_a_folder(start, url):
    assert start(CACHE_URL=url)["CACHES"]["pages"]["LOCATION"] in url


def test_a_file_has_no_replica(start):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_REPLICA_URL"):
        start(DATABASE_REPLICA_URL="postgres://reader@copy.example/news")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://desk@db/news"),
        ("DEBUG", "ture"),
        ("HTTPS", "ture"),
        ("BEHIND_PROXY", "2"),
        ("HSTS_SECONDS", "1h"),
        ("HSTS_SECONDS", "-1"),
        ("HSTS_PRELOAD", "ja"),
        ("LOGIN_ATTEMPTS", "five"),
        ("LOGIN_PAUSE", "1.5"),
        ("TIME_ZONE", "Asia/Beijing"),
        ("TIME_ZONE", "/etc/localtime"),
        ("TIME_ZONE", ""),
        ("SITE_URL", "www.example.gov.cn"),
        ("EMAIL_URL", "mail.example.gov.cn"),
        ("LOG_LEVEL", "LOUD"),
        ("PAGE_CACHE_MB", "lots"),
        ("CACHE_URL", "memcache://127.0.0.1:11211"),
    ],
)
def test_a_value_that_means_nothing_stops_the_start(start, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        start(**{name: value})


def test_https_only_is_remembered_for_an_hour_and_for_this_host_alone(start):
    found = start()
    assert found["SECURE_HSTS_SECONDS"] == 3600
    assert not found["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert not found["SECURE_HSTS_PRELOAD"]


def test_each_part_of_hsts_has_a_setting_of_its_own(start):
    found = start(HSTS_SECONDS="31536000", HSTS_SUBDOMAINS="true", HSTS_PRELOAD="true")
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert found["SECURE_HSTS_PRELOAD"]


def test_without_https_no_browser_is_told_to_use_it(start):
    assert start(HTTPS="false", HSTS_SECONDS="3600")["SECURE_HSTS_SECONDS"] == 0


def test_production_passes_the_deployment_checks(tmp_path):
    run = manage("check", "--deploy", "--fail-level", "WARNING", DATA_DIR=str(tmp_path), **PRODUCTION)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("door", [settings.WSGI_APPLICATION, "newsroom.asgi.application"])
def test_wsgi_and_asgi_applications_import(door):
    assert callable(import_string(door))


@pytest.mark.parametrize("address", ["/", "/admin/login/"])
def test_the_policy_of_every_page_allows_nothing_unsafe(client, db, address):
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
