"""What is installed is what is here, in the versions that were locked."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = tomllib.loads((ROOT / "uv.lock").read_text())
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
SDIST = PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]


def source_packages():
    return {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}


def hashes(package):
    files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
    return {file["hash"] for file in files}


def locked(*, groups):
    """Name and version of all that the project reaches in uv.lock, with the hashes of each."""
    by_name = {}
    for package in LOCK["package"]:
        by_name.setdefault(package["name"], []).append(package)
    [project] = by_name["tummler"]
    waiting = [*project["dependencies"]]
    for group in groups:
        waiting += project["dev-dependencies"][group]
    reached, seen = {}, set()
    while waiting:
        edge = waiting.pop()
        extras = tuple(edge.get("extra", ()))
        for package in by_name[edge["name"]]:
            if edge.get("version", package["version"]) != package["version"]:
                continue
            reached[package["name"], package["version"]] = hashes(package)
            if (package["name"], package["version"], extras) in seen:
                continue
            seen.add((package["name"], package["version"], extras))
            waiting += package.get("dependencies", [])
            for extra in extras:
                waiting += package["optional-dependencies"][extra]
    return reached


def exported(lock):
    """Name and version of each pin of a requirements file, with its hashes."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    pins = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        requirement = Requirement(line.split(" --hash")[0].strip())
        [pin] = requirement.specifier
        assert pin.operator == "=="
        pins[requirement.name, pin.version] = set(re.findall(r"--hash=(\S+)", line))
    return pins


@pytest.mark.parametrize(
    ("lock", "groups"), [("requirements.lock", []), ("requirements-dev.lock", ["dev"])]
)
def test_a_requirements_lock_says_what_uv_lock_says(lock, groups):
    assert exported(lock) == locked(groups=groups)


def test_the_lock_was_made_for_these_dependencies():
    [project] = [package for package in LOCK["package"] if package["name"] == "tummler"]
    asked = {
        str(Requirement(line).name).replace(".", "-"): Requirement(line)
        for line in [
            *PROJECT["project"]["dependencies"],
            *chain(*PROJECT["project"].get("optional-dependencies", {}).values()),
        ]
    }

    recorded = {line["name"]: line for line in project["metadata"]["requires-dist"]}

    assert recorded.keys() == asked.keys()
    for name, requirement in asked.items():
        assert SpecifierSet(recorded[name]["specifier"]) == requirement.specifier
        assert set(recorded[name].get("extras", ())) == requirement.extras


def test_every_locked_package_comes_from_one_public_index():
    sources = [package["source"] for package in LOCK["package"] if package["name"] != "tummler"]

    assert {tuple(source) for source in sources} == {("registry",)}
    [index] = {source["registry"] for source in sources}
    assert index.startswith("https://")


def test_no_torch_is_locked():
    assert not {package["name"] for package in LOCK["package"]} & {"torch", "torchvision"}


def test_every_package_of_the_source_tree_is_in_the_wheel_map():
    assert {*WHEEL["sources"]} == {*WHEEL["only-include"]}
    assert source_packages() == {*WHEEL["sources"]} - {"deploy/launcher/tummler"}
    for package in source_packages():
        assert WHEEL["sources"][package] == f"tummler/_app/{package}"


def test_every_package_of_the_source_tree_is_in_the_sdist():
    kept = {path.removeprefix("/") for path in SDIST["include"]}

    assert source_packages() <= kept
    assert {"deploy/launcher", "tests", "README.md", "LICENSE"} <= kept


def test_the_launcher_is_the_only_name_in_site_packages():
    targets = {target.split("/")[0] for target in WHEEL["sources"].values()}
    launchers = {path.name for path in (ROOT / "deploy" / "launcher").iterdir()}

    assert targets == {"tummler"}
    assert launchers == {"tummler"}
    assert PROJECT["project"]["scripts"] == {"tummler": "tummler:main"}


def test_every_folder_with_a_module_is_a_package():
    folders = {
        path.parent
        for package in source_packages()
        for path in (ROOT / package).rglob("*.py")
        if path.parent.name != "versions"  # alembic loads revisions by path
    }

    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
