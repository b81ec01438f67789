"""What commands get on a machine where nothing has been configured."""

import os
import stat

import pytest

from newsroom import local


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """An environment that knows nothing but where data is kept."""
    bare = {"DATA_DIR": str(tmp_path / "data")}
    monkeypatch.setattr(os, "environ", bare)
    return bare


def test_the_demo_keeps_its_key(environment):
    local.prepare("demo")
    first = environment.pop("SECRET_KEY")
    local.prepare("demo")
    assert environment["SECRET_KEY"] == first


def test_nobody_else_may_read_the_key(environment, tmp_path):
    local.prepare("demo")
    assert stat.S_IMODE((tmp_path / "data" / "demo-secret-key").stat().st_mode) == 0o600


def test_the_demo_serves_this_machine_alone(environment):
    local.prepare("demo")
    assert environment["ALLOWED_HOSTS"] == "127.0.0.1,localhost,[::1]"
    assert environment["HTTPS"] == "false"


def test_existing_settings_are_kept(environment):
    environment |= {"SECRET_KEY": "mine", "ALLOWED_HOSTS": "www.example.gov.cn", "HTTPS": "true"}
    before = dict(environment)
    local.prepare("demo")
    assert environment == before


@pytest.mark.parametrize("command", sorted(local.SIGNING_NOTHING))
def test_commands_that_sign_nothing_get_a_temporary_key(environment, tmp_path, command):
    local.prepare(command)
    assert environment["SECRET_KEY"]
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", [None, "check", "runserver", "collectstatic", "shell"])
def test_any_other_command_needs_its_settings(environment, command):
    local.prepare(command)
    assert "SECRET_KEY" not in environment


def test_unwritable_key_file_is_an_error_in_one_line(environment, tmp_path):
    (tmp_path / "data").touch()
    with pytest.raises(local.NoKey, match="DATA_DIR"):
        local.prepare("demo")
