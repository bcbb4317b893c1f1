"""The description of the API, made from its addresses."""

import inspect
import re
from typing import Any

from musnad.model import FORCES, KINDS, QUOTES
from musnad.version import __version__
from musnad.web.entities import WHAT
from musnad.web.places import CLASSES
from musnad.web.routes import API, Address

_PART = re.compile(r"{(\w+)(?::path)?}")
_CHOICES: dict[str, tuple[str, ...]] = {
    "force": FORCES,
    "kind": KINDS,
    "quote": QUOTES,
    "denial": ("with", "without"),
    "nested": ("yes", "no"),
    "judged": ("any", "right", "wrong"),
    "ending": ("csv", "jsonl"),
    "person_as": ("said", "about"),
    "place_as": ("about", "at"),
    "what": WHAT,
    "class": CLASSES,
}
_MEANINGS = {
    "q": 'Words that must all be there, "a phrase", begin*, -without; spelling does not matter.',
    "speaker": "Words of the speaker's name, in any spelling.",
    "outlet": "Name of the outlet.",
    "lemma": "Dictionary form of the cue.",
    "person": "A person, body or state, by id or name.",
    "person_as": "Only what it says, or only what others say that names it.",
    "place": "A place with all that lies in it, by id or name.",
    "place_as": "Only what names it in its content, or only beside its cue.",
    "what": "Only entities of this kind.",
    "class": "Only places of this class.",
    "within": "Only places that lie in the one of this id.",
    "sort": "Which names, with commas between: entity, place, name.",
    "since": "First day of publication: 2031-03-05, 2031-03 or 2031.",
    "until": "Last day of publication.",
    "after": "Id of the statement after which the page begins.",
    "before": "Id of the statement before which the page ends.",
    "size": "Rows on a page, 200 at most.",
    "page": "Number of the page, from 0.",
}


def description(*, readonly: bool) -> dict[str, Any]:
    """OpenAPI 3.1, as JSON."""
    paths: dict[str, dict[str, Any]] = {}
    for address in API:
        if not (readonly and address.writes):
            method = "post" if address.writes or address.posts else "get"
            paths.setdefault(_PART.sub(r"{\1}", address.path), {})[method] = _operation(address)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Musnad", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": {"Error": {"type": "object", "properties": {"error": {"type": "string"}}}},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def summary(address: Address) -> str:
    """What an address gives, in a line."""
    return (inspect.getdoc(address.handler) or "").partition("\n")[0]


def _operation(address: Address) -> dict[str, Any]:
    parameters = [_parameter(name, "path") for name in _PART.findall(address.path)]
    parameters += [_parameter(name, "query") for name in address.parameters]
    kind = "text/csv" if "ending" in address.path else "application/json"
    operation: dict[str, Any] = {
        "summary": summary(address),
        "operationId": address.handler.__name__,
        "parameters": parameters,
        "responses": {
            "201" if address.writes else "200": {"description": "As asked.", "content": {kind: {}}},
            "default": {
                "description": "What is wrong, in a person's words.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
            },
        },
    }
    if address.writes or address.posts:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
    return operation


def _parameter(name: str, where: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if name in ("size", "page") else "string"}
    if name in _CHOICES:
        schema["enum"] = list(_CHOICES[name])
    found: dict[str, Any] = {"name": name, "in": where, "required": where == "path", "schema": schema}
    if name in _MEANINGS:
        found["description"] = _MEANINGS[name]
    return found
