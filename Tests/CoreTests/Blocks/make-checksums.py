"""Writes checksums.json: the checksum that Prefect gives many field schemas, made at random from a fixed seed.

Run it with the Python of an environment in which prefect 3.8.8 is installed:

    python Tests/CoreTests/Blocks/make-checksums.py
"""

import json
import pathlib
import random

from prefect.blocks.core import Block

RANDOM = random.Random(4711)
NAMES = ["a", "B", "b", "ä", "日本", "🙂", "\uffff", "", "x y", "secret_fields", "title", "type", "properties", "$ref", "default", "é", "\u007f", "\"q\"", "a\\b", "\n"]
NUMBERS = [0, 1, -1, 1.0, -0.0, 0.1, 1e15, 1e16, 1e22, 1e-4, 1e-5, 1.5e300, 5e-323, 123456789012345680.0, 9007199254740993, 9223372036854775807, -9223372036854775808]
DEFINITIONS = ["A", "B", "C", "D", "E"]


def text() -> str:
    return "".join(RANDOM.choice("abc ÄÖ日🙂\"\\/\b\f\n\r\t\x01\x1f\x7f\u2028é<>&'") for _ in range(RANDOM.randrange(12)))


def value(depth: int):
    kind = RANDOM.randrange(8 if depth else 5)
    if kind == 0:
        return RANDOM.choice([None, True, False])
    if kind == 1:
        return RANDOM.choice(NUMBERS)
    if kind == 2:
        return RANDOM.uniform(-1e6, 1e6)
    if kind in (3, 4):
        return text()
    if kind == 5:
        return [value(depth - 1) for _ in range(RANDOM.randrange(4))]
    if kind == 6:
        return {"$ref": "#/definitions/" + RANDOM.choice(DEFINITIONS)}
    return {RANDOM.choice(NAMES): value(depth - 1) for _ in range(RANDOM.randrange(5))}


def definition(later: list[str]):
    """A definition that refers only to later ones, so that no circle arises."""
    members = {"title": text(), **({"block_type_slug": RANDOM.choice([None, "some-block"])} if RANDOM.random() < 0.5 else {})}
    if later:
        members["properties"] = {"x": {"$ref": "#/definitions/" + RANDOM.choice(later)}, "y": [value(1) if RANDOM.random() < 0.2 else 1]}
    return without_references(members, later)


def without_references(value, allowed):
    if isinstance(value, dict):
        return {key: without_references(inner, allowed) for key, inner in value.items() if key != "$ref" or isinstance(inner, str) and inner[-1:] in allowed}
    return [without_references(inner, allowed) for inner in value] if isinstance(value, list) else value


def fields():
    made = value(4) if RANDOM.random() < 0.3 else {}
    made = made if isinstance(made, dict) else {"value": made}
    made.update({RANDOM.choice(NAMES): value(4) for _ in range(RANDOM.randrange(6))})
    if RANDOM.random() < 0.6:
        made["definitions"] = {name: definition(DEFINITIONS[place + 1:]) for place, name in enumerate(DEFINITIONS) if RANDOM.random() < 0.8}
    return made


rows = []
while len(rows) < 400:
    one = json.loads(json.dumps(fields()))
    rows.append({"fields": one, "checksum": Block._calculate_schema_checksum(json.loads(json.dumps(one)))})
# One as large as schemas ever get.
large = {f"field {place}": value(4) for place in range(400)}
rows.append({"fields": large, "checksum": Block._calculate_schema_checksum(json.loads(json.dumps(large)))})

path = pathlib.Path(__file__).with_name("checksums.json")
path.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
print(f"{len(rows)} rows")
