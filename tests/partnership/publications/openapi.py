"""Whether a description is OpenAPI 3.1, and whether the site answers as it says."""

import csv
import io

from jsonschema import Draft202012Validator

TEXT = {"type": "string", "minLength": 1}
REFERENCE = {"type": "object", "required": ["$ref"], "additionalProperties": False,
             "properties": {"$ref": {"type": "string", "pattern": "^#/components/schemas/\\w+$"}}}  # fmt: skip
MEDIA = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"schema": {"anyOf": [REFERENCE, {"type": "object", "required": ["type"]}]}},
}
RESPONSE = {
    "type": "object",
    "required": ["description"],
    "additionalProperties": False,
    "properties": {
        "description": TEXT,
        "content": {"type": "object", "additionalProperties": MEDIA},
    },
}
PARAMETER = {
    "type": "object",
    "required": ["name", "in", "required", "schema"],
    "additionalProperties": False,
    "properties": {
        "name": TEXT,
        "in": {"const": "path"},
        "required": {"const": True},
        "description": TEXT,
        "schema": {"type": "object"},
        "example": TEXT,
    },
}
OPERATION = {
    "type": "object",
    "required": ["operationId", "responses"],
    "additionalProperties": False,
    "properties": {
        "operationId": {"type": "string", "pattern": "^[a-z0-9_]+$"},
        "summary": TEXT,
        "description": TEXT,
        "parameters": {"type": "array", "items": PARAMETER},
        "responses": {
            "type": "object",
            "minProperties": 1,
            "patternProperties": {"^[1-5][0-9]{2}$": RESPONSE},
            "additionalProperties": False,
        },
    },
}
# The parts of OpenAPI 3.1 that we use, as its specification has them; nothing else may be there.
OPENAPI = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["openapi", "info", "paths"],
    "additionalProperties": False,
    "properties": {
        "openapi": {"const": "3.1.0"},
        "info": {
            "type": "object",
            "required": ["title", "version"],
            "additionalProperties": False,
            "properties": {
                "title": TEXT,
                "version": TEXT,
                "summary": TEXT,
                "description": TEXT,
                "license": {
                    "type": "object",
                    "required": ["name"],
                    "additionalProperties": False,
                    "properties": {"name": TEXT, "url": {"type": "string", "format": "uri"}},
                },
            },
        },
        "servers": {"type": "array", "items": {"type": "object", "required": ["url"]}},
        "paths": {
            "type": "object",
            "patternProperties": {
                "^/": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"get": OPERATION},
                }
            },
            "additionalProperties": False,
        },
        "components": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"schemas": {"type": "object"}},
        },
    },
}


def holds_to_openapi(document, public):
    """Every address of the description answers, and what it answers is of the schema given; returns how many."""
    Draft202012Validator(OPENAPI).validate(document)
    for pattern, item in document["paths"].items():
        path = pattern
        for parameter in item["get"].get("parameters", ()):
            path = path.replace("{" + parameter["name"] + "}", parameter["example"])
        answered = public.get(path)
        assert answered.status_code == 200, path
        content = item["get"]["responses"]["200"]["content"]
        kind = answered["Content-Type"].split(";")[0]
        assert list(content) == [kind], path
        if kind == "application/json":
            name = content[kind]["schema"]["$ref"].rpartition("/")[2]
            schema = document["components"]["schemas"][name]
            Draft202012Validator.check_schema(schema)
            Draft202012Validator(schema).validate(answered.json())
            columns = list(schema["properties"]["rows"]["items"]["properties"])
            read = list(csv.reader(io.StringIO(public.get(path[:-4] + "csv").content.decode())))
            assert read[0] == columns, path
            assert len(read) - 1 == len(answered.json()["rows"]), path
    return len(document["paths"])
