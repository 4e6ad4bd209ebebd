"""Holds every request and every answer against Discord's published description of its HTTP API."""

import copy
import functools
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs

REQUESTS, ANSWERS = "urn:discord:requests", "urn:discord:answers"
LOOSE = {
    # discord.py sends these besides, and Discord takes them (testing-platforms.md, 5.3).
    "MessageEditRequestPartial": ("tts",),
    "IncomingWebhookUpdateRequestPartial": ("tts",),
    "BaseCreateMessageCreateRequest": ("tts",),
    "RichEmbed": ("flags",),
    "ApplicationCommandUpdateRequest": ("nsfw",),
    "CreateForumThreadRequest": ("type",),
}
BITS = frozenset({"permissions", "allow", "deny", "default_member_permissions"})


class Contract:
    """Which route a request has, and what of it and of its answer is not as described."""

    def __init__(self, file: Path) -> None:
        raw = file.read_bytes()
        said = (file.parent / "SOURCE.md").read_text(encoding="utf-8")
        assert hashlib.sha256(raw).hexdigest() in said, "openapi.json is not what SOURCE.md names"
        self._answers = json.loads(raw)
        self._requests = _for_requests(self._answers)
        self._paths: dict[str, Any] = self._answers["paths"]
        self._registry = jsonschema_rs.Registry(
            [(REQUESTS, self._requests), (ANSWERS, self._answers)],
            draft=jsonschema_rs.Draft202012,
        )
        self._routes = [
            (re.compile(re.sub(r"\{[^}]+\}", "([^/]+)", template) + "$"), template)
            for template in sorted(self._paths, key=lambda path: path.count("{"))
        ]

    def route(self, method: str, path: str) -> tuple[str, tuple[str, ...]] | None:
        """The template of a path below the version, and the values in it."""
        for pattern, template in self._routes:
            found = pattern.match(path)
            if found and method.lower() in self._paths[template]:
                return template, found.groups()
        return None

    def request(self, method: str, template: str, query: dict[str, str], body: object) -> list[str]:
        """What is wrong with a request."""
        operation = self._paths[template][method.lower()]
        parameters = [
            *self._paths[template].get("parameters", []),
            *operation.get("parameters", []),
        ]
        known = {each["name"]: each["schema"] for each in parameters if each.get("in") == "query"}
        wrong = [f"query {name} is unknown" for name in query if name not in known]
        if body is None:
            return wrong
        media = operation.get("requestBody", {}).get("content", {})
        if "application/json" not in media:
            return [*wrong, "a body, where none is described"]
        where = ("paths", template, method.lower(), "requestBody", "content", "application/json")
        return [*wrong, *self._errors(REQUESTS, (*where, "schema"), body)]

    def answer(self, method: str, template: str, status: int, body: object) -> list[str]:
        """What is wrong with an answer of the fake itself."""
        responses = self._paths[template][method.lower()]["responses"]
        listed = str(status) if str(status) in responses else f"{status // 100}XX"
        if listed not in responses:
            return [f"status {status} is not listed"]
        described = responses[listed]
        where: tuple[str, ...] = ("paths", template, method.lower(), "responses", listed)
        if "$ref" in described:
            where = tuple(described["$ref"].removeprefix("#/").split("/"))
            described = self._answers["components"]["responses"][where[-1]]
        if "content" not in described:
            return [] if body is None else ["a body, where none is described"]
        return self._errors(ANSWERS, (*where, "content", "application/json", "schema"), body)

    def _errors(self, document: str, where: tuple[str, ...], body: object) -> list[str]:
        return [
            f"{'/'.join(map(str, error.instance_path))}: {error.message}"
            for error in self._validator(document, where).iter_errors(body)
        ]

    @functools.cache  # noqa: B019  # one contract lives as long as the test run
    def _validator(self, document: str, where: tuple[str, ...]) -> Any:
        return jsonschema_rs.Draft202012Validator(
            {"$ref": f"{document}#/{'/'.join(_escaped(each) for each in where)}"},
            registry=self._registry,
            validate_formats=True,
        )


def _escaped(part: str) -> str:
    for sign, written in (("~", "~0"), ("/", "~1"), ("{", "%7B"), ("}", "%7D")):
        part = part.replace(sign, written)
    return part


def _for_requests(document: dict[str, Any]) -> dict[str, Any]:
    """Loosened where discord.py writes numbers for texts, tightened against misspelt fields."""
    loosened = copy.deepcopy(document)
    schemas = loosened["components"]["schemas"]
    schemas["SnowflakeType"] = {
        "type": ["string", "integer"],
        "pattern": "^(0|[1-9][0-9]*)$",
        "minimum": 0,
    }
    for name, fields in LOOSE.items():
        schemas[name]["properties"].update({each: {} for each in fields})
    _tighten(loosened, within_all_of=False)
    return loosened


def _tighten(node: object, *, within_all_of: bool) -> None:
    if isinstance(node, list):
        for each in node:
            _tighten(each, within_all_of=within_all_of)
        return
    if not isinstance(node, dict):
        return
    properties = node.get("properties")
    if isinstance(properties, dict):
        for name in BITS & properties.keys():
            properties[name] = {"anyOf": [properties[name], {"type": "string"}]}
        if not within_all_of:
            node.setdefault("additionalProperties", False)
    for name, each in node.items():
        several = name == "allOf" and isinstance(each, list) and len(each) > 1
        _tighten(each, within_all_of=several)
