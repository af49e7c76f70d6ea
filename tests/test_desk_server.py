"""The desk on loopback: it answers its own page, once it has the key, and nobody else."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import uvicorn

from hedgelab import desk_server
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Request
from hedgelab.desk_server import LOOPBACK, Door, desk_app
from tests.desk.office.made_up_step import made_up, waiting

pytestmark = pytest.mark.slow


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Served(NamedTuple):
    """A server that runs, and what its page would know."""

    port: int
    door: Door
    session: str
    watched: threading.Event

    def connected(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(LOOPBACK, self.port, timeout=20)

    def own(self, tab: str = "one") -> dict[str, str]:
        origin = f"http://{LOOPBACK}:{self.port}"
        return {"Origin": origin, "X-Hedgelab-Session": self.session, "X-Hedgelab-Tab": tab}

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        tab: str = "one",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        with closing(self.connected()) as connection:
            connection.request(method, path, body, _told(self.own(tab) | (headers or {})))
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def office(
        self, asked: dict[str, Any], tab: str = "one", files: dict[str, bytes] | None = None
    ) -> list[Any]:
        """Ask the office; give the lines that come, and what follows the last."""
        answer = self.ask("POST", "/ask", packed(asked, files or {}), tab)
        assert answer.status == 200, answer.body
        *progress, last, rest = answer.body.split(b"\n", answer.body.count(b'{"progress"') + 1)
        return [*map(json.loads, progress), json.loads(last), rest]


def _told(headers: dict[str, str]) -> dict[str, str]:
    """Give the headers that say something: to say nothing is to leave them out."""
    return {name: value for name, value in headers.items() if value}


def packed(asked: dict[str, Any], files: dict[str, bytes]) -> bytes:
    sizes = [{"name": name, "size": len(content)} for name, content in files.items()]
    line = json.dumps({"request": asked, "files": sizes})
    return line.encode() + b"\n" + b"".join(files.values())


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    watched, door = threading.Event(), Door()
    steps = made_up(wait=Request(waiting(watched), changes=True, label="waiting"))
    with Office(tmp_path / "class", steps=steps) as office, socket.socket() as listening:
        listening.bind((LOOPBACK, 0))
        listening.listen()
        port = listening.getsockname()[1]
        app = desk_app(office, "Here.", port, door)
        config = uvicorn.Config(app, log_level="critical", lifespan="off")
        config.timeout_graceful_shutdown = 1
        server = uvicorn.Server(config)
        running = threading.Thread(target=server.run, args=([listening],))
        running.start()
        stranger = Served(port, door, "", watched)
        entered = stranger.ask("POST", "/enter", door.token.encode())
        yield stranger._replace(session=entered.body.decode())
        server.should_exit = True
        running.join()


def test_the_page_asks_and_is_answered_with_progress_and_files(served: Served) -> None:
    assert served.ask("GET", "/about").body == b'{"place":"Here."}'
    asked = {"do": "write", "files": {"ə.txt": "one"}}
    progress, told, rest = served.office(asked, files={"b.txt": b"t\nwo"})
    assert progress == {"progress": [0, 1, "ə.txt"]}
    answer = told["answer"]
    assert answer["files"] == [{"name": "b.txt", "size": 4}]
    assert answer["state"]["class"]["files"] == {"b.txt": "t\nwo", "ə.txt": "one"}
    assert (answer["readsOnly"], rest) == (False, b"t\nwo")
    assert served.ask("GET", "/class-file").body.startswith(b"SQLite format 3")


def test_the_token_is_good_for_once_and_for_nothing_else(served: Served) -> None:
    assert served.door.token == ""
    for token in ("", "x", "x" * 5000):
        assert served.ask("POST", "/enter", token.encode()).status == 403
    fresh = Door()
    token = fresh.token
    assert fresh.enter("not it") == ""
    session = fresh.enter(token)
    assert session not in {"", token}
    assert fresh.enter(token) == ""


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/about"), ("GET", "/class-file"), ("POST", "/ask"), ("POST", "/hold")],
)
@pytest.mark.parametrize("session", ["", "guessed", "ə"])
def test_without_the_key_nobody_learns_anything(
    served: Served, method: str, path: str, session: str
) -> None:
    stranger = served._replace(session=session.encode().decode("latin-1"))
    answer = stranger.ask(method, path, packed({"do": "state"}, {}))
    assert answer.status == 403
    assert answer.body.startswith(b"this page has no key to the desk")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": f"{LOOPBACK}:1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://localhost:{port}"},
        {"Origin": ""},
    ],
    ids=str,
)
def test_pages_of_others_and_other_names_for_here_get_nothing(
    served: Served, headers: dict[str, str]
) -> None:
    told = {name: value.format(port=served.port) for name, value in headers.items()}
    answer = served.ask("POST", "/ask", packed({"do": "state"}, {}), headers=told)
    assert (answer.status, answer.body) == (403, b"the desk answers its own page only")
    if "Host" in headers:
        assert served.ask("GET", "/", headers={"Origin": "", **told}).status == 403


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/..%2f..%2fpyproject.toml",
        "/bundles/served.js",
        "/__init__.py",
        "//etc/passwd",
        "/.desk.hedgelab",
        "/docs",
    ],
)
def test_the_page_is_three_files_and_no_path_leads_to_another(served: Served, path: str) -> None:
    assert served.ask("GET", path).status == 404


def test_the_page_may_run_its_own_and_ask_here_only(served: Served) -> None:
    page = served.ask("GET", "/", headers={"Origin": ""})
    assert page.status == 200
    assert b'src="served.js"' in page.body
    policy = dict(it.split(" ", 1) for it in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert policy["frame-ancestors"] == "'none'"
    for name in ("served.js", "desk.css"):
        asset = served.ask("GET", f"/{name}", headers={"Origin": ""})
        assert asset.status == 200
        assert asset.headers["x-content-type-options"] == "nosniff"
    assert (served.ask("POST", "/").status, served.ask("GET", "/ask").status) == (405, 405)


def test_too_much_at_once_is_told_before_it_has_come(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_server, "MOST_BYTES", 2_000_000)
    body = packed({"do": "write"}, {"big": bytes(2_000_000)})
    answer = served.ask("POST", "/ask", body)
    assert answer.status == 413
    assert answer.body.startswith(b"this is more than 2 MB at once")
    with closing(served.connected()) as connection:
        # Nothing but the head comes: what it says of the length is enough.
        connection.putrequest("POST", "/ask")
        for name, value in (served.own() | {"Content-Length": "99999999999"}).items():
            connection.putheader(name, value)
        connection.endheaders()
        assert connection.getresponse().status == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]\n",
        b"{}\n",
        b"[" * 100_000,
        b'{"request": {}, "files": [{"name": "a", "size": 3}]}\nab',
        b'{"request": {}, "files": [{"name": "a", "size": -1}]}\nab',
        b'{"request": {}, "files": []}\nab',
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_no_request_is_told(served: Served, body: bytes) -> None:
    answer = served.ask("POST", "/ask", body)
    assert answer.status == 400, answer.body


def test_the_second_tab_only_reads_until_the_first_is_closed(served: Served) -> None:
    first, second = served.connected(), served.connected()
    held = []
    for connection, tab in ((first, "one"), (second, "two")):
        connection.request("POST", "/hold", b"", served.own(tab))
        held.append(connection.getresponse())
    assert [it.readline() for it in held] == [b"first\n", b"second\n"]
    asked = {"do": "write", "files": {"a": "one"}}
    refused = served.office(asked, "two")[-2]["answer"]
    assert "open in another tab" in refused["error"]["says"]
    assert refused["readsOnly"]
    assert "error" not in served.office(asked, "one")[-2]["answer"]
    # A third, of which nothing is held, reads too.
    assert "error" in served.office(asked, "three")[-2]["answer"]
    closed_by(first)
    assert held[1].readline() == b"first\n"
    answer = served.office(asked, "two")[-2]["answer"]
    assert "error" not in answer
    assert not answer["readsOnly"]
    closed_by(second)


def closed_by(connection: http.client.HTTPConnection) -> None:
    assert connection.sock is not None
    connection.sock.shutdown(socket.SHUT_RDWR)
    connection.close()


def test_who_goes_away_stops_the_request_and_the_class_is_as_it_was(served: Served) -> None:
    served.office({"do": "write", "files": {"a": "one"}})
    connection = served.connected()
    connection.request("POST", "/ask", packed({"do": "wait"}, {}), served.own())
    assert connection.getresponse().readline().startswith(b'{"progress"')
    closed_by(connection)
    assert served.watched.wait(20)  # it was told to stop
    answer = served.office({"do": "state"})[-2]["answer"]
    assert answer["state"]["class"]["files"] == {"a": "one"}
    assert answer["state"]["undo"] == ["the notes"]
