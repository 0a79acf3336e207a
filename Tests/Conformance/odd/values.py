"""Values that programs get wrong, as pieces of JSON text, of bodies and of addresses."""

from __future__ import annotations

# In the place of a member's value. Text, because some of it is no JSON.
VALUES = {
    "null": "null", "true": "true", "zero": "0", "minus zero": "-0", "minus one": "-1", "2**31": str(2**31), "2**63": str(2**63),
    "2**64": str(2**64), "-2**63-1": str(-(2**63) - 1), "10**400": "1" + "0" * 400, "1.5": "1.5", "1e400": "1e400", "-1e400": "-1e400",
    "1e-400": "1e-400", "1e300": "1e300", "NaN": "NaN", "Infinity": "Infinity", "-Infinity": "-Infinity",
    "empty text": '""', "space": '" "', "NUL": r'"a\u0000b"', "NUL alone": r'"\u0000"', "unit separator": r'"\u001f"',
    "half a pair": r'"\ud800"', "second half": r'"\udc00x"', "long text": '"' + "x" * 5000 + '"', "emoji": '"🙂"',
    "dots": '"../../x"', "percent": '"%00%zz"', "text of 2**64": f'"{2**64}"', "text nan": '"nan"', "text inf": '"inf"', "text 1e400": '"1e400"',
    "a date of year 0": '"0000-01-01T00:00:00Z"', "the last date": '"9999-12-31T23:59:59.999999-23:59"', "the first date": '"0001-01-01T00:00:00+23:59"',
    "a UUID": '"00000000-0000-0000-0000-000000000000"',
    "list": "[]", "list of null": "[null]", "list of lists": "[[[[]]]]", "object": "{}", "object of null": '{"a": null}', "empty key": '{"": ""}',
    "NUL in a key": r'{"a\u0000b": 1}', "half a pair in a key": r'{"\ud800": 1}', "a key twice": '{"a": 1, "a": 2}',
    "deep": "[" * 100 + "]" * 100, "deep objects": '{"a":' * 100 + "1" + "}" * 100, "number 0x": "0x10", "two values": "1 2",
}

# In the place of the whole body.
BODIES = {
    "nothing": b"", "null": b"null", "list": b"[]", "list of an object": b"[{}]", "text": b'"x"', "number": b"7", "true": b"true", "object": b"{}",
    "half an object": b"{", "half a text": b'{"a', "trailing comma": b'{"a":1,}', "single quotes": b"{'a': 1}", "a letter": b"x", "spaces": b"  \n ",
    "invalid UTF-8": b'{"a": "\xff"}', "cut UTF-8": b'{"a": "\xe2\x82"}', "overlong UTF-8": b'{"a": "\xc0\x80"}', "a mark first": b"\xef\xbb\xbf{}",
    "a NUL byte": b'{"a": "\x00"}', "NUL bytes": b"\x00\x00\x00", "a line end in a text": b'{"a": "\n"}', "NaN": b"NaN", "huge number": b"1e400",
    "unknown member": b'{"no_such_member": 1}', "a member twice": b'{"limit": 1, "limit": "x"}', "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "deep and open": b"[" * 100_000, "many members": b"{" + b",".join(b'"m%d":1' % n for n in range(5000)) + b"}",
    "UTF-16": '{"a": 1}'.encode("utf-16"),
}

# Of which only a few operations are sent one: it is the same code everywhere.
LARGE = {"ten megabytes": b'{"a": "' + b"x" * 10_000_000 + b'"}', "ten megabytes of lists": b"[" + b"[]," * 3_000_000 + b"[]]"}

# In the place of a part of the path, or of a value after the question mark; percent-encoded already.
PLACES = {
    "letters": "x", "NUL": "a%00b", "no UTF-8": "%ff%fe", "no escape": "%zz", "half an escape": "%4", "percent": "%25", "half a pair": "%ed%a0%80",
    "a slash": "a%2Fb", "dots": "%2e%2e", "dot": "%2e", "line end": "%0d%0aX:1", "long": "x" * 3000, "number": str(2**64), "NaN": "NaN", "emoji": "%F0%9F%99%82",
    "space": "%20", "plus": "a+b", "semicolon": "a;b=c", "quote": "%27%22", "brackets": "%5B%5D",
}

# Content types and encodings of a body that is an object.
HEADERS = {
    "no type": {}, "text": {"content-type": "text/plain"}, "form": {"content-type": "application/x-www-form-urlencoded"},
    "multipart without a border": {"content-type": "multipart/form-data"}, "a type that is none": {"content-type": ";;;"},
    "another charset": {"content-type": "application/json; charset=utf-16"}, "JSON of a kind": {"content-type": "application/vnd.api+json"},
    "accepts nothing known": {"content-type": "application/json", "accept": "image/png", "accept-encoding": "br;q=1, nothing"},
    "accepts no encoding": {"content-type": "application/json", "accept-encoding": "identity;q=0, *;q=0"},
    "compressed": {"content-type": "application/json", "content-encoding": "gzip"},
    "a version that is none": {"content-type": "application/json", "x-prefect-api-version": "\x7f"},
    "a long header": {"content-type": "application/json", "x-long": "x" * 6000},
}
