"""The documents say what the program does, all of it, and nothing that is not there."""

import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import typer

from bot import cli
from bot.cli.errors import FAILED, INTERRUPTED, NOT_STARTED, REFUSED, USAGE, WARNED
from bot.metrics import load_metrics
from bot.platforms.discord.intents import REASONS
from bot.platforms.discord.rights import BY_CHOICE, FIRST, LEAST, MODERATION
from bot.platforms.exports.formats import known_formats
from bot.platforms.exports.table import FIELDS, REQUIRED
from bot.practices import load_practices
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
IMPORTING = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]

# Written so that this file does not hold what it looks for.
MACHINE = re.compile(r"(?<![\w.])/(?:work|root)/|(?<![\w.])/(?:home|Users)/\w|\b[A-Z]:\\Users\b")
REGISTRY = re.compile(
    r"py[p]i\.org|python[h]osted\.org|npm[j]s\.(?:org|com)|--(?:extra-)?index-url"
)
SMALL = """\
id,user,created_at,body
1,ana,2026-03-02T09:00:00+00:00,Which flour keeps its crust?
2,ben,2026-03-02T09:20:00+00:00,Rye with a little wheat.
3,,2026-03-02T09:25:00+00:00,Nobody said this.
4,cleo,yesterday,What about spelt?
"""
NO_PROSE = {".png", ".zip", ".lock", ".npy", ".npz"}
LIGHT = 250_000
"""Bytes of the picture: somebody may read the page on a slow line."""


def named(path):
    return path.relative_to(ROOT).as_posix()


def table(page, chapter):
    """The cells of the first table below a heading, without head and rule."""
    below = page.partition(f"\n## {chapter}\n")[2].split("\n## ")[0].splitlines()
    first = next(number for number, line in enumerate(below) if line.startswith("|"))
    lines = [line for line in below[first:] if line.startswith("|") or not line]
    until = lines.index("") if "" in lines else len(lines)
    return [[cell.strip() for cell in line[1:-1].split(" | ")] for line in lines[2:until]]


def flags(text):
    return set(re.findall(r"--[a-z][a-z-]*", text))


def described_commands():
    """The options of each command, as the README has them."""
    reading = flags(re.search(r"The reading options are `([^`]+)`", README)[1])
    return {
        re.match(r"`tummler ([a-z-]+)", command)[1]: flags(options)
        | (reading if "the reading options" in options else set())
        for command, options, _ in table(README, "Commands")
    }


@cache
def program():
    """The command line, with every command that it registers."""
    app = typer.Typer(add_completion=False)
    app.callback()(cli.common)
    for name in cli.COMMANDS:
        import_module(f"bot.cli.{name}").register(app)
    return typer.main.get_command(app)


def options_of(command):
    said = {flag for parameter in command.params for flag in parameter.opts}
    return {flag for flag in said if flag.startswith("--")} - {"--help"}


@cache
def generator():
    """docs/generate.py, which is a script and no part of a package."""
    spec = spec_from_file_location("generate_documents", ROOT / "docs" / "generate.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def default_of(name):
    default = Settings.model_fields[name].default
    return None if default in {None, ()} or not isinstance(default, str | int) else str(default)


def anchors(path):
    """The headings of a page, as links name them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def links(path):
    """Where the links and pictures of a page lead to, addresses of other places left out."""
    found = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    return [link for link in found if "://" not in link]


def leads_nowhere(path, link):
    file, _, anchor = link.partition("#")
    target = (path.parent / file).resolve() if file else path
    return not target.exists() or bool(anchor and anchor not in anchors(target))


def kept_files():
    """The text files that git keeps, or would keep."""
    git = shutil.which("git")
    listed = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    run = (
        subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False)
        if git
        else None
    )
    if run is None or run.returncode != 0:
        pytest.skip("SKIPPED: this is no git checkout, so nobody can say which files are kept")
    paths = [ROOT / name for name in run.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in NO_PROSE]


def holding(pattern):
    return [named(p) for p in kept_files() if pattern.search(p.read_text(encoding="utf-8"))]


def run_python(*arguments, folder, source=ROOT):
    """Run Python in a folder on the house that lies in `source`, with nothing else set."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def examples(page):
    """The lines of a page's blocks that show what the program says: no command, no option."""
    blocks = re.findall(r"^```\n(.*?)^```$", page, flags=re.DOTALL | re.MULTILINE)
    return [line for block in blocks if "--" not in block for line in block.splitlines()]


def code_blocks(page):
    """The fenced blocks of a page, by the file that the text before each one names."""
    blocks = re.findall(r"\*\*\d\.\*\*[^`]*`([^`]+)`.*?\n```\w+\n(.*?)\n```", page, re.DOTALL)
    return {file: f"{code}\n" for file, code in blocks}


@pytest.mark.parametrize("practice", load_practices(), ids=lambda practice: practice.key)
def test_the_readme_names_every_practice(practice):
    rows = {key: name for name, key, _ in table(README, "Practices")}

    assert rows.get(f"`{practice.key}`") == practice.human_name


def test_the_readme_names_no_practice_that_is_not_there():
    keys = {key.strip("`") for _, key, _ in table(README, "Practices")}

    assert keys == {practice.key for practice in load_practices()}


def test_the_readme_names_every_metric_and_no_other():
    names = [name.strip("`") for name, _ in table(README, "Metrics")]

    assert sorted(names) == sorted(load_metrics())


def test_the_readme_names_every_right_on_discord_and_why_it_is_asked():
    rows = [row for row in table(README, "On Discord") if row[0].startswith("`")]

    assert {name.strip("`"): why for name, _, why in rows} == FIRST | MODERATION | BY_CHOICE
    assert {name.strip("`") for name, asked, _ in rows if asked == "least"} == set(LEAST)


def test_the_readme_names_every_intent_on_discord_and_why_it_is_asked():
    row = re.compile(r"^\| `(\w+)` \| (?:always|by choice) \| ([^|]+) \|$", re.MULTILINE)
    told = dict(row.findall(README))

    assert told | REASONS == told


def test_the_readme_names_every_setting_and_no_other():
    names = [name.strip("`") for name, _, _ in table(README, "Settings")]

    assert sorted(names) == sorted(f"TUMMLER_{name.upper()}" for name in Settings.model_fields)


@pytest.mark.parametrize("name", [name for name in Settings.model_fields if default_of(name)])
def test_the_readme_says_what_a_setting_is_if_unset(name):
    unset = {setting.strip("`"): said for setting, said, _ in table(README, "Settings")}

    assert unset[f"TUMMLER_{name.upper()}"] == f"`{default_of(name)}`"


def test_the_readme_has_a_row_for_every_command_and_no_other():
    assert described_commands().keys() == program().commands.keys()


@pytest.mark.parametrize("name", sorted(program().commands))
def test_the_readme_names_every_option_of_a_command_and_no_other(name):
    assert described_commands()[name] == options_of(program().commands[name])


def test_the_readme_names_the_options_that_go_with_every_command():
    common = flags(re.search(r"before its name, `([^`]+)`", README)[1])

    assert common == options_of(program())


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_word_for_make_is_a_target(page):
    said = set(re.findall(r"^make (\w+)|`make (\w+)", page.read_text(), flags=re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE))

    assert {name for pair in said for name in pair if name} <= targets


def test_the_readme_begins_with_two_commands():
    chapter = README.partition("\n## Two commands\n")[2].split("\n## ")[0]

    assert re.findall(r"^make \w+$", chapter, flags=re.MULTILINE) == ["make up", "make test"]


@pytest.mark.parametrize("page", sorted(generator().pages()), ids=named)
def test_a_page_says_what_the_code_says(page):
    made = generator().pages()[page]

    assert page.read_text(encoding="utf-8") == made, "run .venv/bin/python docs/generate.py"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page):
    assert [link for link in links(page) if leads_nowhere(page, link)] == []


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        targets = {(page.parent / link.partition("#")[0]).resolve() for link in links(page)}
        waiting += [each for each in targets - reached if each.suffix == ".md" and each.is_file()]

    assert [named(page) for page in PAGES if page not in reached] == []


def test_the_picture_of_the_digest_is_light():
    picture = ROOT / "docs" / "digest.png"

    assert "(docs/digest.png)" in README
    assert picture.stat().st_size < LIGHT


def test_the_readme_says_of_every_export_what_it_cannot_tell():
    told = {told for _, told in table(README, "Your own past")}

    assert told == {"; ".join(export.cannot_tell) for export in known_formats()}


def test_every_field_of_a_mapping_is_explained():
    rows = re.findall(r"^\| `(\w+)` \| (yes|no) \|", IMPORTING, flags=re.MULTILINE)

    assert dict(rows) == {field: "yes" if field in REQUIRED else "no" for field in FIELDS}


def test_every_exit_code_is_explained():
    codes = {int(code) for code, _ in table(IMPORTING, "Exit codes")}

    assert codes == {0, FAILED, USAGE, NOT_STARTED, REFUSED, WARNED, INTERRUPTED}


def test_the_program_says_what_the_page_on_archives_says_it_does(tmp_path):
    (tmp_path / "small.csv").write_text(SMALL, encoding="utf-8")
    mapping = ["--map", "message=id,author=user,time=created_at,text=body"]

    told = [
        run_python("-m", "bot", "--data", "data", command, "small.csv", *mapping, folder=tmp_path)
        for command in ("replay", "import", "import")
    ]

    lines = {line.strip() for run in told for line in run.stderr.splitlines()}
    assert [run.returncode for run in told] == [0, 0, 0], told
    assert [line for line in examples(IMPORTING) if line not in lines] == []


def test_the_changelog_mentions_this_version():
    assert VERSION in CHANGELOG


def test_the_readme_is_about_this_version():
    assert f"This release, {VERSION}," in README


def test_contributors_are_told_of_every_folder():
    packages = {f"`bot/{path.parent.name}`" for path in (ROOT / "bot").glob("*/__init__.py")}
    modules = {
        f"`bot/{path.name}`"
        for path in (ROOT / "bot").glob("*.py")
        if path.stem not in {"__init__", "__main__", "logs", "settings"}
    }
    first_column = "".join(row[0] for row in table(CONTRIBUTING, "The house"))

    assert [name for name in sorted(packages | modules) if name not in first_column] == []


def test_a_stranger_adds_a_practice_by_the_book(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ("bot", "db", "prompts", "tests/language", "tests/practices"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    steps = code_blocks(CONTRIBUTING)
    for file, text in steps.items():
        with (tmp_path / file).open("a", encoding="utf-8") as written:
            written.write(f"\n{text}" if file.endswith(".ftl") else text)
    python = [file for file in steps if file.endswith(".py")]
    [test] = [file for file in python if file.startswith("tests/")]

    every = ["tests/practices/test_every_practice.py", "tests/language/test_templates.py"]
    told = [
        run_python("-m", *command, folder=tmp_path, source=tmp_path)
        for command in (["pytest", "-q", test, *every], ["ruff", "check", *python])
    ]

    assert [run.returncode for run in told] == [0, 0], "".join(r.stdout + r.stderr for r in told)


def test_no_kept_file_names_a_place_on_somebodys_machine():
    assert holding(MACHINE) == []


def test_no_kept_file_but_a_lock_names_a_registry():
    assert holding(REGISTRY) == []
