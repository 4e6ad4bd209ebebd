"""What is deployed names files, settings and commands that there are, and passes its linters."""

import asyncio
import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from bot.cli.listening_page import page
from bot.settings import Settings, known_names

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text()
COMPOSE = [DEPLOY / "compose.yaml", DEPLOY / "compose.postgres.yaml"]
UNIT = DEPLOY / "tummler.service"
MOST_EXPOSED = 20
"""In tenths; `systemd-analyze security` calls less than 2.0 "OK"."""


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def services():
    found = {}
    for file in COMPOSE:
        for name, said in yaml.safe_load(file.read_text())["services"].items():
            found.setdefault(name, {}).update(said)
    return found


def secrets():
    named = [
        secret["target"]
        for file in COMPOSE
        for secret in yaml.safe_load(file.read_text())["services"]["tummler"]["secrets"]
    ]
    unit = re.findall(r"^LoadCredential=(\w+):", UNIT.read_text(), re.MULTILINE)
    return sorted({*named, *unit})


def unit():
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(UNIT)
    return parser


def test_the_containerfile_passes_its_linter():
    linter = Path(sys.executable).with_name("hadolint")

    found = run(str(linter), str(DEPLOY / "Containerfile"))

    assert (found.returncode, found.stdout) == (0, "")


def test_what_the_image_copies_is_there():
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    ]

    assert {"bot", "db", "prompts", "uv.lock"} <= set(copied)
    assert [each for each in copied if not (ROOT / each).exists()] == []


def test_every_source_package_is_in_the_image():
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    folders = packed["targets"]["wheel"]["only-include"]

    copied = [each.removesuffix("/tummler") for each in folders]
    assert [each for each in copied if f"COPY {each} " not in CONTAINERFILE] == []


def test_the_image_does_not_run_as_root():
    assert re.findall(r"^USER (\S+)$", CONTAINERFILE, re.MULTILINE) == ["10001"]


@pytest.mark.parametrize("secret", secrets())
def test_a_secret_is_named_like_the_setting_that_reads_it(secret):
    assert secret.upper() in known_names()


def test_the_settings_of_image_and_unit_are_settings():
    named = {*re.findall(r"\bTUMMLER_\w+", CONTAINERFILE + UNIT.read_text())}

    assert named <= {*known_names()}


def test_the_compose_files_name_what_they_use():
    for file in COMPOSE:
        said = yaml.safe_load(file.read_text())
        used = {
            secret if isinstance(secret, str) else secret["source"]
            for service in said["services"].values()
            for secret in service.get("secrets", ())
        }
        volumes = {
            volume.split(":")[0]
            for service in said["services"].values()
            for volume in service.get("volumes", ())
        }
        assert used == {*said["secrets"]}
        assert volumes == {*said["volumes"]}


def test_the_containers_can_write_only_where_they_must():
    tummler = services()["tummler"]

    assert tummler["read_only"] is True
    assert tummler["cap_drop"] == ["ALL"]
    assert [volume.split(":")[1] for volume in tummler["volumes"]] == ["/data"]


@pytest.fixture
def installed(tmp_path):
    """The unit, pointed at the program of this environment."""
    program = Path(sys.executable).with_name("tummler")
    file = tmp_path / "tummler.service"
    file.write_text(UNIT.read_text().replace("/opt/tummler/bin/tummler", str(program)))
    return file


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_understands_the_unit(installed):
    found = run("systemd-analyze", "verify", "--man=no", str(installed))

    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_the_unit_exposes_little(installed):
    found = run(
        *("systemd-analyze", "security", "--offline=yes", f"--threshold={MOST_EXPOSED}"),
        str(installed),
    )

    assert found.returncode == 0, found.stdout[-300:]


@pytest.mark.parametrize(
    "command",
    [
        shlex.split(unit()["Service"]["ExecStart"])[1:],
        re.search(r'^CMD \["(\w+)"\]$', CONTAINERFILE, re.MULTILINE).groups(),
    ],
    ids=["unit", "image"],
)
def test_what_is_started_is_a_command(command):
    program = Path(sys.executable).with_name("tummler")

    assert run(str(program), *command, "--help").returncode == 0


@pytest.mark.parametrize(("ready", "code"), [(True, 0), (False, 1)], ids=["heard", "not heard"])
async def test_the_health_check_of_the_image_tells_whether_it_is_heard(tmp_path, ready, code):
    said = re.search(r"^HEALTHCHECK .*\n +CMD (\[.+\])$", CONTAINERFILE, re.MULTILINE)[1]

    async with page(Settings(data=tmp_path, port=0), lambda: ready) as address:
        program, option, look = json.loads(said.replace("http://127.0.0.1:8765", address))
        assert program == "python"
        looking = await asyncio.create_subprocess_exec(
            *(sys.executable, option, look), stderr=asyncio.subprocess.DEVNULL
        )
        ended = await asyncio.wait_for(looking.wait(), 20)

    assert ended == code
