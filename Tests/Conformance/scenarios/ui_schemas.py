"""The check of a form's values that Prefect's own pages ask for."""

from twin.api import API
from twin.making import refused_bodies
from twin.scenario import scenario

ORDER = {
    "title": "Order", "type": "object", "required": ["name", "rows"],
    "properties": {
        "name": {"type": "string", "minLength": 2},
        "limit": {"type": "integer", "maximum": 10},
        "kind": {"enum": ["a", "b"], "default": "a"},
        "rows": {"type": "array", "items": {"$ref": "#/definitions/Row"}, "maxItems": 3},
        "pair": {"type": "array", "items": [{"type": "integer"}, {"type": "string"}]},
        "free": {"anyOf": [{"type": "integer"}, {"type": "string", "maxLength": 2}]},
    },
    "definitions": {
        "Row": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "note": {"type": "string", "default": ""}}},
        "Store": {"title": "Store", "block_type_slug": "store", "type": "object", "properties": {"path": {"type": "string"}}, "required": ["path"]},
    },
}
FORMATS = {
    "date-time": ["2026-01-02T03:04:05Z", "2026-01-02t03:04:05.25+01:00", "2026-01-02 03:04:05", "2026-02-30T00:00:00Z", "2024-02-29T00:00:00Z", "2026-01-02T24:00:00Z",
                  "2026-01-02T03:04:60Z", "0000-01-01T00:00:00Z", "2026-01-02T03:04:05", "x"],
    "date": ["2026-01-02", "2026-13-02", "2026-2-3", "2023-02-29", ""],
    "time": ["03:04:05Z", "03:04:05", "25:04:05Z", "03:04:05.5-08:00"],
    "email": ["a@b", "ab"], "idn-email": ["é@b", "é"],
    "ipv4": ["127.0.0.1", "127.0.0.256", "127.0.1", "01.2.3.4", "1.2.3.4.5", "", "1.2.3.", "1.2.3.٣"],
    "ipv6": ["::1", "::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1::2::3", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "12345::", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "::1.2.3",
             "fe80::1%eth0", ":1", "1:", ":::", "g::", "1:2:3:4:5:6:7:8:9", "1::2:3:4:5:6:7:8", ""],
    "uuid": ["123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000", "123e4567e89b12d3a456426614174000", "x"],
    "regex": ["a+", "("],
    "uri": ["no uri"], "color": ["x"], "duration": ["x"],
}


def kind(name: str, **more):
    return {"__prefect_kind": name, **more}


@scenario
def ui_schema_with_values(api: API):
    row = {"id": 1}
    for values in ({"name": "ab", "rows": []}, {"name": "ab", "rows": [row, row], "limit": None, "kind": "b", "pair": [1, "x"], "free": "xy", "more": 1},
                   {}, {"name": "a"}, {"name": 7, "rows": 7}, {"name": "ab", "rows": [row, {}, {"id": "x", "note": 7}, 5]},
                   {"name": "ab", "rows": [{"note": None}], "limit": 11}, {"name": "ab", "rows": [], "limit": "x", "kind": "c"},
                   {"name": "ab", "rows": [], "pair": ["x", 1], "free": "xyz"}, {"name": None, "rows": None, "free": None, "kind": None}):
        api.post("/ui/schemas/validate", {"schema": ORDER, "values": values})


@scenario
def ui_schema_of_odd_shapes(api: API):
    for schema, values in (({}, {}), ({}, {"a": 1}), ({"type": "string"}, {"a": 1}), ({"minProperties": 2}, {"a": 1}), ({"required": ["a"]}, {}),
                           ({"additionalProperties": False}, {"a": 1, "b": 2}),
                           ({"properties": {"a": {"properties": {"b": {"type": "integer"}}, "required": ["c", "d"]}}}, {"a": {"b": "x"}}),
                           ({"properties": {"a": {"items": {"items": {"type": "integer"}}}}}, {"a": [[1], ["x", "y"], "z", [2, "q"]]}),
                           ({"properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"type": "integer"}}}, {"a": "x"}),
                           ({"properties": {"a": {"allOf": [{"type": "integer"}, {"minimum": 3}]}}}, {"a": 1}),
                           ({"properties": {"a": {"$ref": "#/definitions/Store"}}, "definitions": ORDER["definitions"]}, {"a": {"$ref": "x"}}),
                           ({"properties": {"a": {"$ref": "#/definitions/Store"}}, "definitions": ORDER["definitions"]}, {"a": {"$ref": {"block_document_id": "x"}}}),
                           ({"type": "nope"}, {}), ({"required": "a"}, {}), ({"properties": {"a": {"pattern": "("}}}, {}), ({"properties": {"a": {"minimum": "x"}}}, {}),
                           ({"properties": {"a": {"$ref": "#/properties/a"}}}, {"a": 1}), ({"properties": {"a": {"$ref": "#/nowhere"}}}, {"a": 1}),
                           ({"properties": {"a": {"$ref": "#/nowhere"}}}, {})):
        api.post("/ui/schemas/validate", {"schema": schema, "values": values})


@scenario
def ui_schema_with_formats(api: API):
    for name, texts in FORMATS.items():
        schema = {"properties": {str(number): {"type": "string", "format": name} for number in range(len(texts))}}
        api.post("/ui/schemas/validate", {"schema": schema, "values": {str(number): text for number, text in enumerate(texts)}})
    api.post("/ui/schemas/validate", {"schema": {"properties": {"a": {"format": "date-time"}}}, "values": {"a": 7}})
    optional = {"properties": {"a": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}}}
    for value in ("2026-01-02T03:04:05Z", "x", None):
        api.post("/ui/schemas/validate", {"schema": optional, "values": {"a": value}})


@scenario
def ui_schema_with_values_to_work_out(api: API):
    name = api.unique("number").replace("-", "_")
    api.post("/variables/", {"name": name, "value": 7})
    schema = {
        "properties": {"n": {"type": "integer"}, "s": {"type": "string", "default": ""}, "l": {"type": "array", "items": {"type": "integer"}}, "r": {"$ref": "#/$defs/R"},
                       "any": {}, "o": {"type": "object", "properties": {"n": {"type": "integer"}}}},
        "$defs": {"R": {"type": "integer"}}, "required": ["n"]}
    for values in ({"n": kind("json", value="7")}, {"n": kind("json", value="\"x\"")}, {"n": kind("json", value=7)}, {"n": kind("json")},
                   {"n": kind("none", value=7)}, {"n": kind("none", value="x")}, {"n": kind("none")}, {"n": kind("other", value="x")}, {"n": kind("other")}, {"n": kind(None)},
                   {"n": kind("workspace_variable", variable_name=name)}, {"n": 1, "s": kind("workspace_variable", variable_name=name)},
                   {"n": kind("workspace_variable", variable_name="nobody-knows-it")}, {"n": kind("workspace_variable")},
                   {"n": kind("workspace_variable", variable_name=kind("none", value=name))}, {"n": kind("workspace_variable", variable_name=kind("none"))},
                   {"n": kind("workspace_variable", variable_name=kind("json"))}, {"n": kind("json", value=kind("json"))}, {"n": kind("json", value=kind("none"))},
                   {"n": kind("jinja")}, {"n": 1, "l": [kind("json"), kind("json", value="1"), kind("none"), "x", kind("none")]},
                   {"n": 1, "r": kind("none"), "any": kind("none"), "more": kind("none")}, {"n": 1, "o": {"n": kind("none")}},
                   {"n": 1, "o": kind("none", value={"n": kind("none")})}, kind("none"), kind("json", value="[]"), kind("json", value="{\"n\": \"x\"}"), kind("json")):
        api.post("/ui/schemas/validate", {"schema": schema, "values": values})


@scenario(differs=("why a value is no JSON is said in other words",))
def ui_schema_with_text_that_is_no_json(api: API):
    schema = {"properties": {"n": {"type": "integer"}}}
    for text in ("{", "", "x", "[1,"):
        api.post("/ui/schemas/validate", {"schema": schema, "values": {"n": kind("json", value=text)}})


@scenario
def ui_schema_refused(api: API):
    refused_bodies(api, "POST", "/ui/schemas/validate", {}, {"schema": {}}, {"values": {}}, {"schema": None, "values": None}, {"schema": [], "values": "x"},
                   {"schema": {}, "values": {}, "more": 1}, {"json_schema": {}, "values": {}})
