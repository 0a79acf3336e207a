"""JSON values that programs like to get wrong, through a run's parameters and back."""

import json

from twin.api import API
from twin.making import JSON_TYPE, a_flow, a_flow_run
from twin.scenario import scenario


def through_parameters(api: API, *texts: str):
    """Sends each text as a parameter, unchanged, and reads it back."""
    flow = a_flow(api)
    for number, text in enumerate(texts):
        body = json.dumps({"flow_id": flow["id"], "name": api.unique(str(number)), "parameters": {"v": "HERE"}}).replace('"HERE"', text)
        made = api.raw("POST", "/flow_runs/", body.encode("utf-8", "surrogatepass"), JSON_TYPE)
        if made.status == 201:
            api.get(f"/flow_runs/{made['id']}")


@scenario
def numbers_come_back(api: API):
    through_parameters(
        api, "0", "-0", "0.0", "-0.0", "1.0", "0.1", "1e2", "1E+2", "1e22", "1e-7", "123456789.123456789", "3.0000000000000004", "5e-324",
        "1.7976931348623157e308", "9223372036854775807", "-9223372036854775808", "9007199254740993")


@scenario
def texts_come_back(api: API):
    through_parameters(
        api, '""', '"ü🙂日本"', r'"\u00fc\ud83d\ude42"', r'"\"\\\/\b\f\n\r\t"', r'"\u2028\u2029\u007f"', '"</script>&amp;"', r'"\u0001\u001f"', '"' + "x" * 5000 + '"')


@scenario
def structures_come_back(api: API):
    through_parameters(api, "null", "true", "[]", "{}", "[[[]]]", '{"a": {"b": [1, {"c": null}]}}', '{"": 1, " ": 2, "ü": 3}', '{"z": 1, "a": 2, "z": 3}', "[" * 50 + "]" * 50)


@scenario
def numbers_that_are_no_json(api: API):
    through_parameters(api, "01", "+1", ".5", "1.", "0x10", "1_000", "nan", "True", "'x'", "1,", "[1,]", '{"a":1,}', "//x", '"\t"', '"\n"', r'"\x41"', r'"\u12"')
