"""The site for the nginx of a system: `nginx/site.conf` as it is but for its paths."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import pathlib
import shutil
import subprocess
from typing import Iterator

import pytest

import programs

PAGE = '<html><head><link href="/PREFECT_UI_SERVE_BASE_REPLACE_PLACEHOLDER/assets/a.css"></head>'


class SystemSite:
    """An nginx with the site in it, beside a responder."""

    def __init__(self, port: int, base: str) -> None:
        self.port = port
        self.base = base

    def get(self, path: str) -> tuple[http.client.HTTPResponse, str]:
        """An answer and its text, asked for below the site's path."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", self.base + path)
            answer = connection.getresponse()
            return answer, answer.read().decode()

    def is_there(self) -> bool:
        with contextlib.suppress(ConnectionRefusedError):
            return self.get("/api/health")[1] == "true"
        return False


def uncommented(text: str, first: str, last: str) -> str:
    """The text with the lines from one that begins so to one that ends so, which it shows commented out, in force."""
    begin = text.index("    # " + first)
    end = text.index(last + "\n", begin) + len(last)
    return text[:begin] + text[begin:end].replace("    # ", "    ") + text[end:]


@contextlib.contextmanager
def system_site(folder: pathlib.Path, base: str, ui: pathlib.Path | None = None) -> Iterator[SystemSite]:
    """The site as its comments say: at the root or below /rigel, with Prefect's own web UI or without."""
    port = programs.free_port()
    with programs.responder(RIGEL_BASE_PATH=base, RIGEL_PREFECT_UI=str(ui or "")) as program:
        site = (programs.PROJECT / "nginx" / "site.conf").read_text()
        if ui:
            site = uncommented(site, "set $rigel_prefect_ui", "prefect-ui;")
        if base:
            root = site.index("    location / {")
            site = site[:root] + site[site.index("    }\n", root) + 6:]
            site = uncommented(site, "location /rigel/ {", "# }")
            site = uncommented(site, "location /rigel/prefect-ui/", "}") if ui else site
        elif ui:
            site = uncommented(site, "location /prefect-ui/", "}")
        for ours, here in (("/var/lib/rigel/prefect-ui", str(ui)), ("/usr/share/rigel", str(programs.PROJECT)), ("/var/lib/rigel", str(program.data)),
                           ("/var/log/nginx", str(folder)), ("listen 80;", f"listen 127.0.0.1:{port};")):
            assert ours in site
            site = site.replace(ours, here)
        paths = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "fastcgi", "proxy", "uwsgi", "scgi"))
        user = "user root;" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(f"{user} daemon off; pid {folder}/pid; events {{ }} http {{ {paths} {site} }}")
        nginx = subprocess.Popen([
            shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin"), "-e", folder / "error.log", "-p", folder, "-c", folder / "nginx.conf"])
        try:
            there = SystemSite(port, base)
            programs.until(there.is_there)
            yield there
        finally:
            nginx.terminate()
            nginx.wait()


@pytest.mark.parametrize("base", ["", "/rigel"])
def test_it_works_as_it_is_but_for_its_paths(tmp_path: pathlib.Path, base: str) -> None:
    with system_site(tmp_path, base) as site:
        assert site.get("/api/health")[1] == "true"
        answer, page = site.get("/")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        style = page[page.index(base + "/static/"):].partition('"')[0].removeprefix(base)
        assert site.get(style)[0].headers["Content-Type"] == "text/css"
        assert site.get("/prefect-ui/ui-settings")[0].status == 404


@pytest.mark.parametrize("base", ["", "/rigel"])
def test_the_lines_for_prefects_own_ui_work_as_they_are(tmp_path: pathlib.Path, base: str) -> None:
    ui = tmp_path / "prefect-ui"
    for version, words in (("ui", "first"), ("ui-v2", "second")):
        (ui / version / "assets").mkdir(parents=True)
        (ui / version / "index.html").write_text(PAGE + words)
        (ui / version / "assets" / "a.css").write_text("body { background: url(/PREFECT_UI_SERVE_BASE_REPLACE_PLACEHOLDER/b.png) }")
    with system_site(tmp_path, base, ui) as site:
        assert site.get("/api/health")[1] == "true"
        for path, words in (("/prefect-ui", "first"), ("/prefect-ui/v2", "second")):
            answer, _ = site.get(path)
            assert (answer.status, answer.headers["Location"]) == (301, base + path + "/")
            settings = json.loads(site.get(f"{path}/ui-settings")[1])
            assert settings["api_url"].endswith(base + "/api")
            for page in ("/", "/flow-runs/flow-run/7", "/index.html"):
                answer, text = site.get(path + page)
                assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8"), page
                assert text == PAGE.replace("/PREFECT_UI_SERVE_BASE_REPLACE_PLACEHOLDER", base + path) + words
                assert answer.headers["Cache-Control"] == "no-cache"
            answer, text = site.get(f"{path}/assets/a.css")
            assert f"url({base}{path}/b.png)" in text
            assert "immutable" in answer.headers["Cache-Control"]
