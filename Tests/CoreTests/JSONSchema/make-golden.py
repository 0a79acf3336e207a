"""Writes golden.json: what the real Prefect server says of many values under many schemas, as it checks parameters.

Run it with the Python of an environment in which prefect 3.8.8 (with jsonschema 4.26) is installed:

    python Tests/CoreTests/JSONSchema/make-golden.py

A row has a schema, a value and how they were checked: `plain` (the schema as it is, every mismatch in order), `run` (as
parameters of a run) or `update` (as parameters of a deployment). `valid` says whether the value was taken; `problem` is the
text that the server shows; `all` is the message of every mismatch, sorted; `circular` is there where references led
round; `refused` is why the schema was no schema. Cases are made from a fixed seed, so that running this again changes nothing.
"""

import json
import pathlib
import random
import re

import jsonschema
import referencing
from jsonschema.validators import Draft202012Validator
from prefect.utilities.schema_tools.validation import CircularSchemaRefError, ValidationError, validate

HERE = pathlib.Path(__file__).parent
RANDOM = random.Random(20388)

# Texts, numbers and structures that are easily taken for one another.
VALUES = [
    None, True, False, 0, 1, -1, 2, 3, 7, 10, 1.0, 0.0, -0.0, 0.5, 2.5, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1.5e300, 9007199254740993, 9223372036854775807,
    -9223372036854775808, "", "a", "b", "ab", "abc", "it's", 'say "x"', "it's \"x\"", "line\nend", "tab\t\\", "\x7f\x01", "é", "e\u0301", "日本語", "🙂", "\u200b", "\xa0", "1", "2026-01-01", "x" * 30,
    [], [1], [1, 2], [1, 2, 3], [1, 1], [1, 1.0], [1, True], [0, False], ["a", "b"], ["a", "a"], [None], [[1], [1]], [{"a": 1}, {"a": 1.0}], [{"a": 1, "b": 2}, {"b": 2, "a": 1}], [1, "a", None, True],
    {}, {"a": 1}, {"a": "x"}, {"a": None}, {"b": 1}, {"a": 1, "b": 2}, {"a": 1, "b": "x", "c": [1]}, {"a": {"a": {"a": 1}}}, {"x y": 1, "z": 2}, {"é": 1}, {"a'b": 1, "a\\b": 2}, {"1": 1}, {"_a": 1, "A1": 2},
]

SCHEMAS = [
    {"type": "string"}, {"type": "integer"}, {"type": "number"}, {"type": "boolean"}, {"type": "null"}, {"type": "array"}, {"type": "object"}, {"type": ["string", "null"]}, {"type": ["integer", "array"]},
    {"enum": [1, "a", None]}, {"enum": [True]}, {"enum": [1.0, []]}, {"enum": [{"a": 1}]}, {"enum": []}, {"enum": ["é"]}, {"const": 1}, {"const": False}, {"const": [1, 2]}, {"const": {"a": 1}}, {"const": "it's"},
    {"minimum": 1}, {"maximum": 2}, {"exclusiveMinimum": 1}, {"exclusiveMaximum": 2.5}, {"minimum": 9007199254740992.0}, {"exclusiveMinimum": 9007199254740993}, {"maximum": 1e15}, {"multipleOf": 2},
    {"multipleOf": 0.5}, {"multipleOf": 0.1}, {"multipleOf": 1e-308}, {"multipleOf": 3.0}, {"minLength": 1}, {"minLength": 2}, {"maxLength": 0}, {"maxLength": 1}, {"minLength": 2.0, "maxLength": 3}, {"pattern": "^a"}, {"pattern": "b$"},
    {"items": {"type": "integer"}}, {"items": False}, {"items": True}, {"prefixItems": [{"type": "integer"}, {"type": "string"}]}, {"prefixItems": [{"type": "integer"}], "items": False},
    {"prefixItems": [True, True], "items": False}, {"prefixItems": [True], "items": {"type": "string"}}, {"contains": {"type": "integer"}}, {"contains": {"const": 1}, "minContains": 2}, {"contains": {"type": "integer"}, "maxContains": 1},
    {"contains": {"type": "string"}, "minContains": 0}, {"minItems": 1}, {"minItems": 2}, {"maxItems": 0}, {"maxItems": 1}, {"uniqueItems": True}, {"uniqueItems": False},
    {"properties": {"a": {"type": "integer"}}}, {"properties": {"a": {"type": "integer"}}, "additionalProperties": False}, {"additionalProperties": False}, {"additionalProperties": {"type": "integer"}},
    {"properties": {"a": True}, "patternProperties": {"^b": {"type": "string"}}, "additionalProperties": False}, {"patternProperties": {"^[ab]$": {"type": "integer"}, "a": {"minimum": 2}}}, {"propertyNames": {"maxLength": 1}},
    {"propertyNames": {"pattern": "^[a-z]$"}}, {"required": ["a"]}, {"required": ["a", "b"]}, {"required": ["it's"]}, {"required": []}, {"minProperties": 1}, {"minProperties": 2}, {"maxProperties": 0}, {"maxProperties": 1},
    {"dependentRequired": {"a": ["b", "c"]}}, {"dependentSchemas": {"a": {"required": ["b"]}}}, {"allOf": [{"type": "integer"}, {"minimum": 2}]}, {"anyOf": [{"type": "integer"}, {"type": "string"}]},
    {"anyOf": [{"type": "integer", "minimum": 5}, {"type": "string", "minLength": 5}]}, {"anyOf": [{"type": "object", "required": ["q"]}, {"type": "null"}]}, {"oneOf": [{"type": "integer"}, {"type": "number"}]},
    {"oneOf": [{"type": "integer"}, {"minimum": 2}, {"enum": [1, 2, 3]}]}, {"oneOf": [{"type": "string"}, {"type": "null"}]}, {"not": {"type": "integer"}}, {"not": {}}, {"not": {"required": ["a"]}}, {"if": {"type": "integer"}, "then": {"minimum": 2}, "else": {"type": "string"}},
    {"if": {"type": "string"}, "then": {"minLength": 2}}, {"if": {"type": "string"}, "else": {"type": "array"}}, {"format": "date"}, {"title": "T", "description": "D", "default": 3, "x-own": {"type": 7}}, {},
    {"unevaluatedProperties": False}, {"properties": {"a": True}, "unevaluatedProperties": False}, {"allOf": [{"properties": {"a": True}}], "unevaluatedProperties": {"type": "string", "minLength": 3}},
    {"anyOf": [{"properties": {"a": {"type": "integer"}}, "required": ["a"]}, {"properties": {"b": True}, "required": ["b"]}], "unevaluatedProperties": False}, {"prefixItems": [True], "unevaluatedItems": False},
    {"contains": {"type": "string"}, "unevaluatedItems": False}, {"if": {"required": ["a"]}, "then": {"properties": {"a": True}}, "else": {"properties": {"b": True}}, "unevaluatedProperties": False},
    {"$ref": "#/$defs/n", "$defs": {"n": {"type": "integer"}}}, {"$ref": "#/definitions/a~1b%20c", "definitions": {"a/b c": {"type": "string"}}}, {"$ref": "#here", "$defs": {"x": {"$anchor": "here", "type": "null"}}},
    {"$defs": {"tree": {"type": "object", "properties": {"a": {"$ref": "#/$defs/tree"}}}}, "$ref": "#/$defs/tree"}, {"properties": {"a": {"$ref": "#"}}, "additionalProperties": False}, {"$ref": "#/$defs/no"}, {"$ref": "#no"},
    {"$ref": "http://example.org/schema"}, {"$ref": "other.json#/a"}, {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}, {"$id": "http://example.org/me", "$ref": "http://example.org/me#/$defs/n", "$defs": {"n": {"type": "integer"}}},
    {"$ref": "#/prefixItems/1", "prefixItems": [True, {"type": "array"}]}, {"$dynamicRef": "#n", "$defs": {"n": {"$dynamicAnchor": "n", "type": "array"}}}, {"$ref": "#/$defs/n", "minimum": 3, "$defs": {"n": {"type": "integer"}}}, True, False,
]

# Parameters as flows have them, with the schemas that Prefect makes of their signatures.
FLOWS = [
    ({"title": "Parameters", "type": "object", "properties": {"n": {"title": "n", "position": 0, "type": "integer"}, "s": {"title": "s", "position": 1, "type": "string", "default": "x"}}, "required": ["n"]},
     [{}, {"n": 1}, {"n": None}, {"n": "1"}, {"n": 1, "s": None}, {"n": 1, "s": 2}, {"s": 2}, {"n": 1.0}, {"n": 1.5, "s": []}, {"n": 1, "more": 2}, {"n": True}]),
    ({"type": "object", "properties": {"o": {"type": "string"}, "l": {"type": "array", "items": {"type": "integer"}}}}, [{"o": None}, {"o": 1}, {"l": None}, {"l": [1, "a", 2, "b"]}, {"l": "x"}, {"o": 1, "l": [None]}, {"z": 1, "o": []}]),
    ({"type": "object", "properties": {"when": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}], "default": None}, "mode": {"$ref": "#/definitions/Mode"}},
      "definitions": {"Mode": {"title": "Mode", "enum": ["fast", "slow"], "type": "string"}}}, [{"when": "never"}, {"when": 7}, {"mode": "fast"}, {"mode": "quick"}, {"mode": None}, {"when": 7, "mode": 1}]),
    ({"type": "object", "properties": {"p": {"$ref": "#/definitions/Person"}, "ps": {"type": "array", "items": {"$ref": "#/definitions/Person"}}, "by": {"type": "object", "additionalProperties": {"$ref": "#/definitions/Person"}}},
      "required": ["p"], "definitions": {"Person": {"title": "Person", "type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 0}, "boss": {"anyOf": [{"$ref": "#/definitions/Person"}, {"type": "null"}]}}, "required": ["name"]}}},
     [{"p": {"name": "a"}}, {"p": {"name": "a", "age": -1}}, {"p": {"name": "a", "age": None}}, {"p": {"age": 3}}, {"p": {"name": 1}}, {"p": 7}, {"p": {"name": "a", "boss": {"name": "b", "boss": {"name": 7}}}}, {"p": {"name": "a", "boss": {}}},
      {"p": {"name": "a"}, "ps": [{"name": "b"}, {"name": 3}, {}]}, {"p": {"name": "a"}, "by": {"x": {"name": "b"}, "y y": {"name": 3}}}, {"p": {"name": "a"}, "ps": None}, {}, {"p": {"name": "a", "boss": 3}}]),
    ({"type": "object", "properties": {"t": {"type": "array", "items": [{"type": "integer"}, {"type": "string"}], "minItems": 2, "maxItems": 2}, "u": {"type": "array", "prefixItems": [{"type": "integer"}], "items": False}}, "required": ["t"]},
     [{"t": [1, "a"]}, {"t": ["a", 1]}, {"t": [1]}, {"t": [1, "a", 2]}, {"t": [1, "a"], "u": [1, 2, 3]}, {"t": [1, "a"], "u": [1, 2]}]),
    ({"type": "object", "properties": {"in": {"type": "object", "properties": {"x": {"type": "integer"}, "y": {"type": "string"}}, "required": ["x"]}, "required": {"type": "string"}}, "required": ["in"]},
     [{"in": {"x": 1}}, {"in": {"x": None}}, {"in": {"x": 1, "y": None}}, {"in": {}}, {"in": None}, {}, {"in": {"x": 1}, "required": 3}]),
    ({"type": "object", "properties": {"b": {"$ref": "#/definitions/Secret"}}, "definitions": {"S": {"title": "Secret", "type": "object", "block_type_slug": "secret", "properties": {"value": {"type": "string"}}, "required": ["value"]}}},
     [{"b": {"value": "x"}}, {"b": {"$ref": "0b0c4b1e-1d6c-4d0e-9a0c-6f1f6a9f2d11"}}, {"b": {"$ref": {"block_document_id": "x"}}}, {"b": {"$ref": {}}}, {"b": {"$ref": 7}}, {"b": 7}, {"b": {"value": "x", "$ref": "y"}}, {"b": {}}]),
    ({"type": "object", "properties": {"c": {"oneOf": [{"type": "object", "properties": {"kind": {"const": "a"}, "n": {"type": "integer"}}, "required": ["kind", "n"]}, {"type": "object", "properties": {"kind": {"const": "b"}, "s": {"type": "string"}}, "required": ["kind", "s"]}]}}},
     [{"c": {"kind": "a", "n": 1}}, {"c": {"kind": "a", "n": "x"}}, {"c": {"kind": "b"}}, {"c": {"kind": "c"}}, {"c": 7}, {"c": {}}]),
    ({"type": "object", "properties": {"u": {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "integer"}}, {"type": "object", "additionalProperties": {"type": "integer"}}]}, "a b": {"type": "integer"}, "it's": {"type": "integer"}}},
     [{"u": "x"}, {"u": ["x"]}, {"u": [1, "x"]}, {"u": {"k": "x"}}, {"u": 1}, {"u": None}, {"a b": "x"}, {"it's": "x"}, {"a b": None}, {"u": "x", "a b": "x"}]),
    ({"properties": {"a": {"type": "string", "anyOf": [{"type": "integer"}]}, "z": {"type": ["integer", "string"]}, "d": {"type": "integer", "default": None}}}, [{"a": 1}, {"a": "x"}, {"a": None}, {"z": None}, {"z": []}, {"d": None}, {"d": "x"}]),
    ({"$ref": "#"}, [{}]), ({"properties": {"a": {"$ref": "#/properties/a"}}}, [{"a": 1}, {"b": 1}]), ({"properties": {"a": {"$ref": "#/definitions/no"}}, "definitions": {}}, [{"a": 1}, {"b": 1}]),
]

NO_SCHEMAS = [
    {"type": "nope"}, {"type": 7}, {"type": []}, {"type": ["string", "string"]}, {"type": ["string", 7]}, {"minimum": "x"}, {"multipleOf": 0}, {"multipleOf": -1.5}, {"multipleOf": "x"}, {"minLength": -1}, {"maxLength": 1.5}, {"maxItems": None},
    {"pattern": "["}, {"pattern": 7}, {"pattern": "(?P<a>x)(?P<a>y)"}, {"patternProperties": {"(": True}}, {"patternProperties": {"(": 7}}, {"properties": {"a": 7}}, {"properties": []}, {"items": []}, {"items": [True]}, {"prefixItems": []},
    {"prefixItems": {}}, {"allOf": []}, {"anyOf": [7]}, {"oneOf": [{"type": "nope"}]}, {"not": 7}, {"required": "a"}, {"required": ["a", "a"]}, {"required": [7]}, {"enum": 7}, {"uniqueItems": 1}, {"$ref": 7}, {"$defs": {"x": {"type": "nope"}}},
    {"definitions": {"x": {"minimum": []}}}, {"title": 7}, {"description": None}, {"dependentRequired": {"a": "b"}}, {"dependentSchemas": {"a": 7}}, {"format": 7}, {"$anchor": "1x"}, {"$id": "a#b"}, {"examples": 7}, {"deprecated": "yes"},
    {"dependencies": {"a": 7}}, {"$comment": 7}, {"$vocabulary": {"x": 1}}, {"if": 7}, {"minContains": -1}, {"additionalProperties": "x"}, {"type": "nope", "properties": {"a": {"minimum": "x"}}}, {"properties": {"a": {"minimum": "x"}}, "$defs": {"q": 7}}, 7, "x", None, [],
]

PATTERNS = [
    r"^a+b*$", r"a.c", r"^[a-c]{2,3}$", r"[^a-z]", r"\d{3}-\d{4}", r"^\w+@\w+\.\w+$", r"(ab|cd)+$", r"^(?:a|b)c?$", r"(a)(b)\2\1", r"(?P<x>a+)-(?P=x)$", r"(?i)HeLLo", r"(?i:he)LLO", r"^\s*$", r"\bfoo\b", r"\Bo", r"foo(?=bar)", r"foo(?!bar)", r"(?<=a)b", r"(?<!a)b",
    r"a{,2}b", r"a{2}", r"a{2,}", r"a{x}", r"^.{3}$", r"^a*?b", r"a++b", r"(?>a+)ab", r"^$", r"a$", r"a\Z", r"\Aa", r"(?m)^b$", r"(?s)a.b", r"[]a]", r"[a\]]", r"[\w-]+$", r"[-a]", r"\x61\u0062", r"^\S+$", r"^\D+$", r"^\W+$", r"é", r"^.$", r"(a*)*b", r"(a|b|)*c", r"^(a?){3}$", r"^[\d\-:]+$",
    r"^[^\W\d_]+$", r"\.", r"^(\d{4})-(\d\d)-(\d\d)$", r"^([a-z0-9]+(-[a-z0-9]+)*)$", r"", r"|a", r"[\s\S]", r"\101", r"\0", r"{", r"a{", r"(?#note)a", r"^(?:(?:25[0-5]|1?\d?\d)(?:\.(?!$)|$)){4}$", r"(?i)[A-C]+$", r"(?i)É", r"x*", r"(?:)", r"(?-i:a)", r"[a-]", r"[+\--]", r"\t", r"^\w$",
]
NO_PATTERNS = [r"[", r"(", r")", r"*a", r"a**", r"a{2}{3}", r"(?P<1>a)", r"\1", r"(?P=x)", r"[b-a]", r"\q", r"a{3,2}", r"(?<=a+)b", r"a(?i)", r"\x6", r"[\d-z]", r"^*", r"(?", r"(?<a>b)", r"\u12", r"(?z)", "\\", r"(a\1)", r"{2}", r"[\q]", r"(?P<a b>x)"]
STRINGS = [
    "", "a", "b", "ab", "aab", "abc", "abab", "cdab", "a-a", "aa-aa", "hello", "HELLO", "heLLO", "foo", "a foo b", "foobar", "food", "555-1234", "me@example.org", " \t\n", "\u00a0\u2003", "a\n", "a\nb", "b\na", "]", "é", "É", "ÀÉ", "日本", "٣", "½", "🙂", "a_b",
    "2026-01-02", "12:30", "a-b-c", "10.0.255.1", "10.0.256.1", "aaaaaaaa", "{", "a{x}", "A", "-", ",", "abba", "cb", "aaac", "x", "ABC",
]


def plain(schema, value):
    row = {"schema": schema, "value": value, "how": "plain"}
    try:
        Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        return {**row, "valid": False, "refused": error.message}
    try:
        validator = Draft202012Validator(schema, registry=referencing.Registry())
        errors = list(validator.iter_errors(value))
    except RecursionError:
        return {**row, "valid": False, "circular": True}
    except referencing.exceptions.Unresolvable as error:
        return {**row, "valid": False, "problem": str(error)}
    if not errors:
        return {**row, "valid": True}
    best = jsonschema.exceptions.best_match(iter(errors))
    return {**row, "valid": False, "problem": best.message, "place": best.json_path, "all": sorted(error.message for error in errors)}


def parameters(schema, value, how):
    row = {"schema": schema, "value": value, "how": how}
    try:
        validate(value, schema, raise_on_error=True, ignore_required=how == "update")
    except ValidationError as error:
        return {**row, "valid": False, "problem": str(error)}
    except CircularSchemaRefError:
        return {**row, "valid": False, "circular": True}
    except jsonschema.SchemaError as error:
        return {**row, "valid": False, "refused": error.message}
    except (AttributeError, KeyError, TypeError):
        return None  # the real server fails
    return {**row, "valid": True}


def random_schema(depth):
    """A schema of a few keywords, some of which hold schemas."""
    deeper = lambda: random_schema(depth - 1) if depth else RANDOM.choice(SIMPLE)
    makers = [
        lambda: RANDOM.choice(SIMPLE), lambda: {"properties": {key: deeper() for key in RANDOM.sample("abc", 2)}}, lambda: {"items": deeper()}, lambda: {"anyOf": [deeper() for _ in range(RANDOM.randint(1, 3))]},
        lambda: {"oneOf": [deeper() for _ in range(RANDOM.randint(1, 3))]}, lambda: {"allOf": [deeper(), deeper()]}, lambda: {"not": deeper()}, lambda: {"additionalProperties": deeper()}, lambda: {"prefixItems": [deeper()]},
        lambda: {"contains": deeper()}, lambda: {"if": deeper(), "then": deeper(), "else": deeper()}, lambda: {"patternProperties": {RANDOM.choice(["a", "^b$", "."]): deeper()}}, lambda: {"required": RANDOM.sample("abc", 2)},
        lambda: {"$ref": RANDOM.choice(["#/$defs/n", "#/$defs/o"])}, lambda: {"propertyNames": deeper()}, lambda: {"dependentSchemas": {"a": deeper()}},
    ]
    schema = {}
    for maker in RANDOM.sample(makers, RANDOM.randint(1, 3)):
        made = maker()
        if isinstance(made, dict):
            schema.update(made)
    return schema


SIMPLE = [schema for schema in SCHEMAS if isinstance(schema, dict) and "$ref" not in schema and "$dynamicRef" not in schema and "#" not in json.dumps(schema) and "unevaluated" not in json.dumps(schema)]


def random_value(depth):
    kind = RANDOM.random()
    if depth and kind < 0.45:
        return {key: random_value(depth - 1) for key in RANDOM.sample(["a", "b", "c", "d"], RANDOM.randint(0, 3))}
    if depth and kind < 0.7:
        return [random_value(depth - 1) for _ in range(RANDOM.randint(0, 3))]
    return RANDOM.choice([None, True, False, 0, 1, 2, 1.0, 2.5, -3, "", "a", "ab", "abc", "it's"])


def rows():
    for schema in SCHEMAS:
        for value in RANDOM.sample(VALUES, 6):
            yield plain(schema, value)
    for value in VALUES:
        yield plain({"const": "no such value"}, value)
        yield plain({"enum": [value]}, "no such value")
        yield plain(False, value)
    for schema in NO_SCHEMAS:
        yield plain(schema, {})
    for schema, values in FLOWS:
        for value in values:
            yield parameters(schema, value, "run")
            yield parameters(schema, value, "update")
    for _ in range(400):
        schema = {**random_schema(3), "$defs": {"n": {"type": "integer", "minimum": 2}, "o": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["b"]}}}
        yield plain(schema, random_value(3))
    for _ in range(150):
        schema = {"type": "object", "properties": {key: random_schema(2) for key in "abc"}, "required": RANDOM.sample("abc", 1), "$defs": {"n": {"type": "integer"}, "o": {"required": ["b"]}}}
        value = {key: random_value(2) for key in RANDOM.sample("abcd", RANDOM.randint(0, 3))}
        yield parameters(schema, value, RANDOM.choice(["run", "update"]))


def patterns():
    for pattern in PATTERNS:
        yield {"pattern": pattern, "found": [string for string in STRINGS if re.search(pattern, string)], "other": [string for string in STRINGS if not re.search(pattern, string)]}
    for pattern in NO_PATTERNS:
        try:
            re.compile(pattern)
        except re.error:
            yield {"pattern": pattern}
        else:
            raise SystemExit(f"{pattern} is a pattern")


def write(name, rows):
    lines = (json.dumps(row, ensure_ascii=True, separators=(",", ":")) for row in rows)
    # Schemas made at random can be long; a few hundred short ones say as much.
    text = ",\n".join(line for line in lines if len(line) < 1500)
    (HERE / name).write_text(f"[\n{text}\n]\n")


write("golden.json", filter(None, rows()))
write("patterns.json", patterns())
