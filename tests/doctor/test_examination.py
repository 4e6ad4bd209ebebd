"""All checks together: which there are, in which order, and what comes of them."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from bot.doctor.base import Group, Seen, Status
from bot.doctor.examination import CHECKS, Examination, Finding, chosen, examine

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/doctor.schema.json").read_text())
MENDED = {"D02", "D07", "L02", "L05", "L11", "P02", "P03", "M01"}
FINE = Seen.fine("all is well")
WARNED = Seen.warned("not for long", "do something")
FAILED = Seen.failed("it broke", "mend it")
BLOCKED = Seen.failed("it is gone", "bring it back", blocks=True)


@pytest.fixture
def of(around):
    """An examination that found this."""

    def make(*seen):
        found = tuple(Finding(id="L01", seen=each) for each in seen)
        return Examination(checked_at=around.now, findings=found)

    return make


def test_no_two_checks_share_an_id():
    ids = [check.id for check in CHECKS]

    assert len(set(ids)) == len(ids)


def test_checks_are_told_by_group_and_then_by_id():
    groups = list(Group)
    places = [(groups.index(check.group), check.id) for check in CHECKS]

    assert places == sorted(places)


def test_only_what_is_safe_to_do_can_be_mended():
    assert {check.id for check in CHECKS if check.mend is not None} == MENDED


def test_checks_are_chosen_by_id_and_by_group():
    found = chosen(["l02", "Web"])

    assert [check.id for check in found] == ["L02", "W01", "W02", "W03", "W04"]


def test_a_name_that_is_none_chooses_nothing():
    assert chosen(["L02", "L99"]) is None


@pytest.mark.parametrize(
    ("seen", "strict", "code"),
    [
        ([FINE], False, 0),
        ([FINE, WARNED], False, 0),
        ([FINE, WARNED], True, 5),
        ([WARNED, FAILED], True, 1),
        ([FAILED, BLOCKED], False, 3),
        ([Seen.waiting("Discord")], True, 0),
    ],
)
def test_the_exit_code_tells_how_it_stands(of, seen, strict, code):
    assert of(*seen).exit_code(strict=strict) == code


async def test_nothing_is_ill_in_a_house_that_was_just_made(lived):
    checks = [check for check in CHECKS if check.id != "L11"]  # it has no backup yet

    examination = await examine(checks, lived)

    ill = {Status.WARNING, Status.FAILED}
    assert [each for each in examination.findings if each.seen.status in ill] == []


async def test_settings_that_cannot_be_read_are_all_that_is_told(around):
    examination = await examine(CHECKS, replace(around, settings_fault="port: too large"))

    assert examination.count(Status.FAILED) == 1
    assert {each.seen.waits_for for each in examination.findings} == {None, "L09"}


async def test_the_record_is_as_its_schema_says(lived, around):
    lived.folder.chmod(0o755)
    whole = await examine(CHECKS, lived)
    bare = await examine(CHECKS, around)

    for examination in (whole, bare):
        record = json.loads(json.dumps(examination.record(strict=False)))
        jsonschema.validate(record, SCHEMA, jsonschema.Draft202012Validator)


def test_the_schema_refuses_what_is_wrong_without_a_fix(of):
    record = of(FAILED).record(strict=False)
    record["findings"][0]["fix"] = None

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, SCHEMA, jsonschema.Draft202012Validator)


async def test_a_server_that_does_not_answer_is_told_once(around):
    nobody = replace(around, server="postgresql://ana:secret@127.0.0.1:1/none")

    examination = await examine(chosen(["local"]), nobody)

    failed = [each for each in examination.findings if each.seen.status is Status.FAILED]
    assert [each.id for each in failed] == ["L03"]
    assert "secret" not in json.dumps(examination.record(strict=False))
