"""The desk's page on this machine: served on loopback, over the Python that runs it.

Whoever may come in has the token of the address that `hedgelab desk` opens; it is good for once.
A page of another site, or a name that leads here, gets nothing: Host and Origin are looked at.
"""

import asyncio
import json
import secrets
import signal
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.resources import files
from typing import Any, Final

from hedgelab.desk.office.framed import page_policy
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Cancelled, Given, RequestError
from hedgelab.extras import brought_by

with brought_by("desk"):
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import JSONResponse, PlainTextResponse, Response
    from starlette.routing import Route

LOOPBACK: Final = "127.0.0.1"

MOST_BYTES: Final = 1 << 30
"""What may come in with one request."""

_MOST_TOKEN = 200
_LAST_ANSWERS = 2  # seconds for them where the program is ended
_BEYOND = (
    "this is more than {most:,.0f} MB at once: hand it in by parts, or use hedgelab grade, which "
    "takes files where they lie"
)
_STRANGER = "this page has no key to the desk: open the address that 'hedgelab desk' printed last"
_ASTRAY = "the desk answers its own page only"

_PAGE = {
    "/": ("served.html", "text/html; charset=utf-8"),
    "/served.js": ("bundles/served.js", "text/javascript; charset=utf-8"),
    "/desk.css": ("bundles/desk.css", "text/css; charset=utf-8"),
}
_HEADERS = {
    "Content-Security-Policy": page_policy("'self'", frame_ancestors="'none'"),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Door:
    """Who may come in, and which tab was first.

    Attributes
    ----------
    token : str
        What the address brings; void once it was used.
    """

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)
        self._tabs: dict[str, asyncio.Event] = {}

    def enter(self, token: str) -> str:
        """Give the key to this session for the token, once; "" where it is not the one."""
        if not self.token or not secrets.compare_digest(token.encode(), self.token.encode()):
            return ""
        self.token = ""
        return self._session

    def knows(self, request: Request) -> bool:
        """Whether a request has the key."""
        given = request.headers.get("x-hedgelab-session", "")
        return secrets.compare_digest(given.encode(), self._session.encode())

    def hold(self, tab: str) -> asyncio.Event:
        """Take notice of a tab that opens; give what tells that it is the first, or becomes so."""
        self._tabs[tab] = asyncio.Event()
        self._tell_first()
        return self._tabs[tab]

    def leave(self, tab: str) -> None:
        """Take notice of a tab that closes."""
        self._tabs.pop(tab, None)
        self._tell_first()

    def only_reads(self, tab: str) -> bool:
        """Whether another tab was first."""
        return bool(self._tabs) and next(iter(self._tabs)) != tab

    def _tell_first(self) -> None:
        for is_first in self._tabs.values():
            is_first.set()
            break


class TooMuch(ValueError):  # noqa: N818 - no error of the program
    """More came in than is taken."""


def desk_app(office: Office, place: str, port: int, door: Door | None = None) -> App:
    """Give the application that serves one class.

    Parameters
    ----------
    office : Office
        The class.
    place : str
        Where it is, and how it is deleted, in a sentence for its owner.
    port : int
        The port that it will answer on, which is in every Host that it is asked by.
    door : Door, optional
        Who may come in.
    """
    door = door or Door()
    desk = _Desk(office, place, door)
    app = Starlette(
        routes=[
            *(Route(path, desk.page) for path in _PAGE),
            Route("/enter", desk.enter, methods=["POST"]),
            Route("/about", desk.about),
            Route("/hold", desk.hold, methods=["POST"]),
            Route("/ask", desk.ask, methods=["POST"]),
            Route("/class-file", desk.class_file),
        ]
    )
    return _guarded(app, {f"{LOOPBACK}:{port}", f"localhost:{port}"})


def _guarded(app: App, hosts: set[str]) -> App:
    """Let in what asks for this very host and comes from its own page, and guard what goes out."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        told = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host, origin = told.get(b"host", ""), told.get(b"origin")
        needs_origin = scope["method"] not in {"GET", "HEAD"}
        is_own = origin == f"http://{host}" or (origin is None and not needs_origin)

        async def sealed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                own = [(key.lower().encode(), it.encode()) for key, it in _HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *own]
            await send(message)

        if host not in hosts or not is_own:
            refused = PlainTextResponse(_ASTRAY, status_code=403)
            await refused(scope, receive, sealed)
            return
        await app(scope, receive, sealed)

    return guarded


class _Desk:
    def __init__(self, office: Office, place: str, door: Door) -> None:
        self._office, self._place, self._door = office, place, door
        # One after the other: the class has one state.
        self._pool = ThreadPoolExecutor(1)

    async def page(self, request: Request) -> Response:
        name, kind = _PAGE[request.url.path]
        return Response((files("hedgelab.desk_page") / name).read_bytes(), media_type=kind)

    async def enter(self, request: Request) -> Response:
        try:
            token = await _body(request, _MOST_TOKEN)
        except TooMuch:
            token = b""
        session = self._door.enter(token.decode("utf-8", "replace"))
        return PlainTextResponse(session) if session else _stranger()

    async def about(self, request: Request) -> Response:
        if not self._door.knows(request):
            return _stranger()
        return JSONResponse({"place": self._place})

    async def hold(self, request: Request) -> Response:
        if not self._door.knows(request):
            return _stranger()
        tab = _tab(request)
        is_first = self._door.hold(tab)

        async def until_gone(gone: asyncio.Event) -> AsyncIterator[bytes]:
            yield b"second\n" if self._door.only_reads(tab) else b"first\n"
            ends = [asyncio.create_task(it.wait()) for it in (gone, is_first)]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            yield b"first\n"
            await gone.wait()
            for it in ends:
                it.cancel()

        return _Streamed(until_gone, lambda: self._door.leave(tab))

    async def class_file(self, request: Request) -> Response:
        if not self._door.knows(request):
            return _stranger()
        loop = asyncio.get_running_loop()
        content = await loop.run_in_executor(self._pool, self._office.saved)
        return Response(content, media_type="application/octet-stream")

    async def ask(self, request: Request) -> Response:
        if not self._door.knows(request):
            return _stranger()
        try:
            asked, given = _unpacked(await _body(request, MOST_BYTES))
        except TooMuch as error:
            return PlainTextResponse(str(error), status_code=413)
        except RequestError as error:
            return PlainTextResponse(str(error), status_code=400)
        tab = _tab(request)
        asked = {**asked, "reads_only": self._door.only_reads(tab)}
        stopped = threading.Event()

        async def answer(gone: asyncio.Event) -> AsyncIterator[bytes]:
            loop, lines = asyncio.get_running_loop(), asyncio.Queue[bytes | None]()

            def watch(done: int, of: int, what: str, /) -> None:
                if stopped.is_set():
                    raise Cancelled
                loop.call_soon_threadsafe(lines.put_nowait, _line(progress=[done, of, what]))

            told = loop.run_in_executor(self._pool, self._office.answer, asked, given, watch)
            told.add_done_callback(lambda _: lines.put_nowait(None))
            stopping = asyncio.create_task(gone.wait())
            stopping.add_done_callback(lambda _: stopped.set())
            while (line := await lines.get()) is not None:
                yield line
            stopping.cancel()
            found = told.result()
            going: Sequence[Given] = found["files"]
            found["files"] = [{"name": it.name, "size": len(it.content)} for it in going]
            yield _line(answer={**found, "readsOnly": asked["reads_only"]})
            for file in going:
                yield file.content

        return _Streamed(answer)


class _Streamed(Response):
    """Sends what is made while it is made, and tells the maker when nobody reads any more."""

    def __init__(
        self,
        make: Callable[[asyncio.Event], AsyncIterator[bytes]],
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(media_type="application/octet-stream")
        self._make, self._ended = make, ended
        del self.headers["content-length"]

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        gone = asyncio.Event()

        async def listen() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            gone.set()

        listening = asyncio.create_task(listen())
        try:
            start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
            await send(start)
            async for piece in self._make(gone):
                if not gone.is_set():
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            if not gone.is_set():
                await send({"type": "http.response.body", "body": b""})
        finally:
            listening.cancel()
            self._ended()


def _stranger() -> Response:
    return PlainTextResponse(_STRANGER, status_code=403)


def _tab(request: Request) -> str:
    return request.headers.get("x-hedgelab-tab", "")


async def _body(request: Request, most: int) -> bytes:
    told = request.headers.get("content-length", "0")
    pieces, size = [], int(told) if told.isdecimal() else 0
    if size <= most:
        size = 0
        async for piece in request.stream():
            size += len(piece)
            if size > most:
                break
            pieces.append(piece)
    if size > most:
        raise TooMuch(_BEYOND.format(most=most / 1e6))
    return b"".join(pieces)


def _unpacked(body: bytes) -> tuple[dict[str, Any], list[Given]]:
    """Read a line of JSON and the files behind it, as ``engines/wire.js`` packs them."""
    line, _, rest = body.partition(b"\n")
    try:
        told = json.loads(line)
        asked, sizes = dict(told["request"]), [(it["name"], it["size"]) for it in told["files"]]
    except (ValueError, TypeError, LookupError, RecursionError):
        raise RequestError("this is no request of the desk's page: open it anew") from None
    given, at = [], 0
    for name, size in sizes:
        if not isinstance(name, str) or not isinstance(size, int) or not 0 <= size <= len(rest):
            raise RequestError("a file came in part only: do this again")
        given.append(Given(name, rest[at : at + size]))
        at += size
    if at != len(rest):
        raise RequestError("the files came in part only: do this again")
    return asked, given


def _line(**told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def serve(office: Office, place: str, listening: socket.socket, door: Door) -> None:
    """Answer on a socket until this program is interrupted.

    Parameters
    ----------
    office : Office
        The class.
    place : str
        Where it is, and how it is deleted, in a sentence for its owner.
    listening : socket
        On loopback, and listening.
    door : Door
        Who may come in.
    """
    app = desk_app(office, place, listening.getsockname()[1], door)
    config = uvicorn.Config(
        app, log_level="critical", lifespan="off", timeout_graceful_shutdown=_LAST_ANSWERS
    )
    # However it is ended, what is open is closed in good order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run([listening])
