"""The rules of the house that a machine can hold."""

import ast
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
LONGEST_MODULE = 400
SAYS_NOTHING = {"utils", "util", "common", "misc", "manager", "managers", "helpers", "helper"}
UNLAYERED = {"__main__", "settings", "telemetry", "logs"}  # read by the outermost layers only
LONGEST_BODY = 40  # what fits on a screen, whatever the editor
READS_THE_ENVIRONMENT = {"bot/settings.py"}
CATCHES_ALL = {
    "bot/services/containing.py",  # around one practice
    "bot/services/delivery.py",  # around one draft
    "bot/services/attending.py",  # around one event, one tick
    "bot/parts.py",  # around one platform
    "bot/cli/__init__.py",  # at the top of everything
    "cogs/discord/surface.py",
    "cogs/slack/surface.py",  # around one press
}
# In the order of the eight steps, then what drives them; a service may lean on those before it.
SERVICES = [
    *("wording", "charter_text", "charter_sense", "charter_told", "prompt_lint", "prompt_matter"),
    *("calendar", "homes", "intake", "reading", "nearing", "relating", "threading", "relinking"),
    *("wishes", "deciders", "own_cases", "measuring", "noticing"),
    *("ladder", "rewinding", "moments", "reviewing", "excerpts", "rating"),
    *("containing", "expecting", "prompt_draws", "deliberation", "outcomes"),
    *("answered", "own_posting", "own_saying", "taking_back", "delivery"),
    "weaving",
    *("interruptions", "trusted", "thinking", "explaining", "series"),
    *("chartering", "prompting", "feedback", "experimenting", "looking_again"),
    "experiments",
    *("proposing", "circles", "pointing", "changing", "ailing"),
    *(
        "watching",
        "automod",
        "moderating",
        "alarming",
        "moving_posts",
        "staying_stopped",
        "guessing",
        "linking",
        "choosing_rooms",
    ),
    *("stepping_down", "auditing", "worth_reading", "digest", "posting", "sides", "privacy"),
    "exporting",
    *("ticking", "rituals", "pipeline", "history", "living", "attending", "hearing"),
    "commands",
]


def modules(*folders):
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(found)


PRODUCT = modules("bot", "cogs", "db", "prompts", "deploy/launcher")
TESTS = modules("tests")


def named(path):
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path):
    return ast.parse(path.read_text(), filename=str(path))


def imports(path):
    """Each imported module's dotted name; `from a import b` gives `a` and `a.b`."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def calls(path):
    """The dotted name of everything that is called."""
    return {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}


def offenders(paths, rule):
    return [named(path) for path in paths if rule(path)]


def test_the_import_contracts_are_kept():
    lint = Path(sys.executable).with_name("lint-imports")

    run = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_nothing_but_a_moderators_press_reaches_what_moderates():
    """No model, practice, schedule or digest; the tools are asked by the service alone."""
    acts = {"self.behind.moderating.act", "self.behind.moderating.undo"}
    pressed = {*acts, "self.behind.moderating.rules.put"}
    named_there = {"bot.services.moderating.Moderating", "bot.core.moderation.Order"}

    acting = {named(path) for path in modules("bot", "cogs") if calls(path) & pressed}
    knowing = {named(path) for path in modules("bot", "cogs") if imports(path) & named_there}

    staff = "bot/services/commands/staff"
    assert acting == {f"{staff}/alerts.py", f"{staff}/acts.py", f"{staff}/automod.py"}
    assert knowing == {
        *("bot/app.py", "bot/services/commands/base.py", "bot/services/moderating.py"),
        *("bot/platforms/discord/moderation.py", "bot/platforms/slack/moderation.py"),
        "bot/services/sides.py",  # hands it on to the workspace that it is about
    }


def test_every_part_of_the_application_has_a_layer():
    [layers] = [c for c in SETTINGS["importlinter"]["contracts"] if c["type"] == "layers"]
    placed = {name.strip() for line in layers["layers"] for name in line.split("|")}
    parts = {
        f"bot.{path.stem}"
        for path in (ROOT / "bot").iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
    }

    assert parts - {f"bot.{name}" for name in UNLAYERED} == {
        name for name in placed if name.startswith("bot.")
    }


def test_no_module_is_longer_than_the_alarm():
    paths = [path for path in PRODUCT if path.parent.name != "versions"]  # every table is listed

    assert offenders(paths, lambda p: len(p.read_text().splitlines()) > LONGEST_MODULE) == []


def test_functions_fit_on_a_page():
    def long_ones(path):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[bool(ast.get_docstring(node)) :]
                # One statement alone is a mapping or a table, however long.
                if len(body) > 1 and body[-1].end_lineno - body[0].lineno >= LONGEST_BODY:
                    yield f"{named(path)}:{node.lineno} {node.name}"

    paths = [path for path in PRODUCT if path.parent.name != "versions"]  # tables are listed there

    assert [found for path in paths for found in long_ones(path)] == []


def test_every_module_is_named_for_something():
    assert offenders([*PRODUCT, *TESTS], lambda p: {p.stem, p.parent.name} & SAYS_NOTHING) == []


def test_no_package_is_empty():
    packages = [path.parent for path in PRODUCT if path.name == "__init__.py"]

    assert [
        named(package)
        for package in packages
        if not [
            each for each in package.iterdir() if each.name not in {"__init__.py", "__pycache__"}
        ]
    ] == []


def test_every_module_opens_with_a_sentence():
    assert offenders(PRODUCT, lambda path: not ast.get_docstring(tree(path))) == []


def test_nothing_is_printed_past_the_console():
    assert offenders(modules("bot", "db"), lambda path: "print" in calls(path)) == []


def test_imports_are_absolute_and_name_what_they_take():
    def star_or_relative(path):
        return any(
            isinstance(node, ast.ImportFrom)
            and (node.level or any(alias.name == "*" for alias in node.names))
            for node in ast.walk(tree(path))
        )

    assert offenders(PRODUCT, star_or_relative) == []


def test_only_few_places_catch_whatever_comes():
    def catches_all(path):
        return any(
            isinstance(node, ast.ExceptHandler)
            and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
            for node in ast.walk(tree(path))
        )

    assert set(offenders(PRODUCT, catches_all)) <= CATCHES_ALL


def test_services_lean_only_on_those_before_them():
    def position(module):
        return SERVICES.index(module.removeprefix("bot.services.").split(".")[0])

    services = [path for path in modules("bot/services") if path.stem != "__init__"]

    def place(path):
        return path.relative_to(ROOT / "bot/services").parts[0].removesuffix(".py")

    wrong = [
        f"{path.stem} -> {name}"
        for path in services
        for name in imports(path)
        if name.startswith("bot.services.")
        and not f"{name}.".startswith(f"bot.services.{place(path)}.")
        and position(name) >= SERVICES.index(place(path))
    ]

    assert {place(path) for path in services} <= {*SERVICES}
    assert wrong == []


def test_every_command_opens_the_store_that_the_operator_named():
    """A command that forgets the server would work on an empty file, and say that all is well."""

    def forgets_the_server(path):
        return any(
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"open_house", "open_store", "schema_of"}
            and "server" not in ast.unparse(node)
            for node in ast.walk(tree(path))
        )

    assert offenders(modules("bot/cli", "bot/web"), forgets_the_server) == []


def test_the_core_is_the_standard_library():
    def foreign(path):
        roots = {name.split(".")[0] for name in imports(path)}
        inside = {name for name in imports(path) if name.split(".")[0] == "bot"}
        return (roots - sys.stdlib_module_names - {"bot"}) or any(
            not (name == "bot.core" or name.startswith("bot.core.")) for name in inside
        )

    assert offenders(modules("bot/core"), foreign) == []


def test_the_core_has_a_type_for_everything():
    assert offenders(modules("bot/core"), lambda path: "typing.Any" in imports(path)) == []


@pytest.mark.parametrize("folder", ["bot/core", "bot/practices", "bot/metrics"])
def test_what_decides_reads_no_clock_draws_no_number_and_asks_nobody(folder):
    acting = {"asyncio", "random", "secrets", "socket", "subprocess", "time", "urllib", "uuid"}
    clocks = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "open"}

    def acts(path):
        roots = {name.split(".")[0] for name in imports(path)}
        return path.name != "clock.py" and (roots & acting or calls(path) & clocks)

    assert offenders(modules(folder), acts) == []


def test_settings_are_not_read_where_they_are_used():
    def reads(path):
        return {"os.environ", "os.getenv", "os.environ.get"} & (imports(path) | calls(path)) or any(
            isinstance(node, ast.Attribute) and ast.unparse(node) == "os.environ"
            for node in ast.walk(tree(path))
        )

    found = offenders(modules("bot", "db"), reads)

    assert set(found) <= READS_THE_ENVIRONMENT


@pytest.mark.parametrize("folder", ["bot/practices", "bot/metrics"])
def test_a_file_holds_the_class_of_its_own_name(folder):
    def another_name(path):
        if path.stem == "base" or path.stem.startswith("_"):
            return False
        wanted = "".join(part.capitalize() for part in path.stem.split("_"))
        classes = {node.name for node in tree(path).body if isinstance(node, ast.ClassDef)}
        texts = {node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)}
        return wanted not in classes or path.stem not in texts

    assert offenders(sorted((ROOT / folder).glob("*.py")), another_name) == []


def test_a_revision_knows_nothing_of_the_application():
    def knows(path):
        return {name.split(".")[0] for name in imports(path)} & {"bot", "db", "prompts"}

    assert offenders(modules("db/migrations/versions"), knows) == []


def test_every_module_can_be_imported_without_an_effect(tmp_path):
    names = [
        named(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in modules("bot", "db", "prompts")
        if path.name not in {"__main__.py", "env.py"} and path.parent.name != "versions"
    ]
    script = "\n".join(
        [
            "import importlib, sys, threading",
            f"for name in {names!r}:",
            "    importlib.import_module(name)",
            "assert threading.active_count() == 1, threading.enumerate()",
            "assert 'torch' not in sys.modules",
        ]
    )

    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_starts_without_heavy_libraries():
    heavy = {"altair", "vl_convert", "scipy", "numpy", "sqlalchemy", "starlette", "uvicorn"}
    script = f"import sys, bot.cli; print(*(set(sys.modules) & {heavy!r}))"

    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert run.stdout.split() == []


def test_no_test_sleeps_or_patches():
    def pretends(path):
        return {
            name
            for name in calls(path)
            if name.split(".")[-1] == "sleep"
            or name in {"patch", "mock.patch", "monkeypatch.setattr", "mocker.patch"}
        }

    assert offenders(TESTS, pretends) == []
