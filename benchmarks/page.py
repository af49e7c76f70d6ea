"""Compare the chapter with the board to a stock Jupyter Book page with one slider.

``python -m benchmarks.page`` builds the stock page, opens both pages in the same
Chromium, and prints how much each moves on a first visit and how soon each answers
to a key.  It exits with 1 where the chapter is heavier, or not as much sooner, as
promised.  README.md beside this file says what each figure is.
"""

import argparse
import json
import os
import statistics
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLateError

from benchmarks.stock import CannotBuildStockError, build_stock_page
from tools.chromium import ARGUMENTS, HOW_TO_GET_ONE, installed_chromium

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "benchmark"

MOST_KILOBYTES = 900
LEAST_RATIO = 5
SLOWED = 4

# No name but this machine's leads anywhere, and nothing stands between page and server.
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
UNANSWERED = 1000  # milliseconds until a key that nobody listened to is pressed again
MOST_PRESSES = 60

LOOK_AGAIN = 200  # milliseconds between two looks at how busy the browser is
AT_REST = 0.1  # of one core
MOST_LOOKS = 50


class NotAtRestError(Exception):
    """A browser that is busy with itself, so that no page can be measured in it."""


class NoAnswerError(Exception):
    """A page that takes keys and answers none."""


@dataclass(frozen=True)
class Subject:
    """A page to measure: its address, what takes its keys, and what tells their outcome."""

    name: str
    address: str
    control: str
    answer: str


@dataclass(frozen=True)
class Weight:
    """What a first visit moves, in bytes of decoded body, by address."""

    bodies: Counter[str]
    missing: list[str]

    @property
    def kilobytes(self) -> float:
        """The sum, in thousands of bytes."""
        return sum(self.bodies.values()) / 1000


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Else the body of a small file waits until the browser has acknowledged its head.
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Say nothing: the figures are the output."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as inherited
        """Pass over a browser that hangs up: it does so whenever a visit ends early."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, uncompressed; give its address."""
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def processor_seconds(browser: Browser) -> float:
    """Give how long all processes of a browser have kept a core busy."""
    system = browser.new_browser_cdp_session()
    processes = system.send("SystemInfo.getProcessInfo")["processInfo"]
    system.detach()
    return float(sum(process["cpuTime"] for process in processes))


def wait_for_rest(page: Page) -> None:
    """Wait until the browser has done what it does for every new window.

    Raises
    ------
    NotAtRestError
        If it stays busy.
    """
    browser = page.context.browser
    assert browser is not None  # only a context that outlives its browser has none
    before = processor_seconds(browser)
    for _ in range(MOST_LOOKS):
        page.wait_for_timeout(LOOK_AGAIN)
        after = processor_seconds(browser)
        if abs(after - before) * 1000 <= AT_REST * LOOK_AGAIN:
            return
        before = after
    raise NotAtRestError(
        f"An empty window keeps the browser busy for {MOST_LOOKS * LOOK_AGAIN / 1000:.0f} seconds. "
        "Try another Chromium: name it in HEDGELAB_CHROMIUM."
    )


@contextmanager
def visitor(browser: Browser, subject: Subject, slowed: int) -> Iterator[Page]:
    """Give an empty page of a visitor who has never been here, on a slowed processor."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    # The formatter ends the function in the file with a semicolon, like any other statement.
    probe = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8").rstrip("; \n")
    told = json.dumps({"control": subject.control, "answer": subject.answer})
    context.add_init_script(f"({probe})({told})")
    page = context.new_page()
    try:
        wait_for_rest(page)
        # Only now: a slowed process spins, and would never seem to rest.
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        yield page
    finally:
        context.close()


def weigh(browser: Browser, subject: Subject) -> Weight:
    """Open the page with an empty cache, and add up what it moves until it is still."""
    addresses: dict[str, str] = {}
    bodies: Counter[str] = Counter()
    missing: list[str] = []

    def received(event: dict[str, Any]) -> None:
        address = addresses[event["requestId"]]
        if address.startswith("http"):
            bodies[address] += event["dataLength"]

    def responded(event: dict[str, Any]) -> None:
        if event["response"]["status"] >= 400:  # noqa: PLR2004
            missing.append(event["response"]["url"])

    with visitor(browser, subject, slowed=1) as page:
        network = page.context.new_cdp_session(page)
        network.on(
            "Network.requestWillBeSent",
            lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
        )
        network.on("Network.dataReceived", received)
        network.on("Network.responseReceived", responded)
        network.on(
            "Network.loadingFailed", lambda event: missing.append(addresses[event["requestId"]])
        )
        network.send("Network.enable")
        with page.expect_console_message(lambda message: message.text.startswith("probe:ready")):
            page.goto(subject.address)
        page.wait_for_load_state("networkidle")
    return Weight(bodies, sorted(set(missing)))


def press(page: Page) -> tuple[float, float]:
    """Press an arrow key until it is answered.

    Returns
    -------
    tuple of float
        Milliseconds from the key to the painted answer, and from the page's first moment.
    """
    for _ in range(MOST_PRESSES):
        try:
            with page.expect_console_message(
                lambda message: message.text.startswith("probe:answered"), timeout=UNANSWERED
            ) as answered:
                page.keyboard.press("ArrowRight")
        except TooLateError:
            continue
        _, waited, since_opening = answered.value.text.split()
        return float(waited), float(since_opening)
    raise NoAnswerError(f"{page.url} answered none of {MOST_PRESSES} keys")


def first_answer(browser: Browser, subject: Subject) -> tuple[float, float]:
    """Open the page anew; give when its control was there, and when a key was answered."""
    with visitor(browser, subject, SLOWED) as page:
        with page.expect_console_message(
            lambda message: message.text.startswith("probe:ready")
        ) as ready:
            page.goto(subject.address, wait_until="commit")
        _, since_opening = press(page)
        return float(ready.value.text.split()[1]), since_opening


def later_answers(browser: Browser, subject: Subject, keys: int) -> tuple[list[float], float]:
    """Give how long each of many keys waits on a page at rest, and how far it is slowed."""
    with visitor(browser, subject, SLOWED) as page:
        with page.expect_console_message(lambda message: message.text.startswith("probe:ready")):
            page.goto(subject.address)
        page.wait_for_load_state("networkidle")
        press(page)
        waits = [press(page)[0] for _ in range(keys)]
        slow = min(page.evaluate("probe.work()") for _ in range(3))
    with visitor(browser, subject, slowed=1) as page:
        page.goto(subject.address)
        fast = min(page.evaluate("probe.work()") for _ in range(3))
    return waits, slow / fast


def spread(values: Sequence[float]) -> str:
    """Give the median, and the quarters of the values around it."""
    low, _, high = statistics.quantiles(values, n=4)
    return f"{statistics.median(values):,.0f} ms ({low:,.0f}–{high:,.0f})"


def compare(title: str, ours: Sequence[float], stock: Sequence[float]) -> float:
    """Print a line of two measurements in milliseconds; give how many times sooner ours is."""
    ratio = statistics.median(stock) / statistics.median(ours)
    print(f"{title:<24}  ours {spread(ours):<24}  stock {spread(stock):<24}  ratio {ratio:.1f}")
    return ratio


def report_weights(ours: Weight, stock: Weight) -> None:
    """Print both weights, what makes up ours, and what could not be had."""
    print(
        f"{'page weight':<24}  ours {ours.kilobytes:,.0f} kB{'':<18}  "
        f"stock {stock.kilobytes:,.0f} kB{'':<16}  ratio {stock.kilobytes / ours.kilobytes:.1f}"
    )
    print("\nthe heaviest files")
    for name, weight in (("ours", ours), ("stock", stock)):
        for address, size in weight.bodies.most_common(8):
            print(f"  {name:<6} {size / 1000:>7,.0f} kB  {_path(address)}")
        for address in weight.missing:
            print(f"  {name:<6}       0 kB  {_path(address)}  (asked for, and not to be had)")


def _path(address: str) -> str:
    return urlsplit(address).path


def measure(browser: Browser, ours: Subject, stock: Subject, visits: int, keys: int) -> list[str]:
    """Measure and print everything; give the promises that are not kept."""
    weights = weigh(browser, ours), weigh(browser, stock)

    # Turn and turn about, so that a busy moment of the machine meets both.
    opened: dict[str, list[tuple[float, float]]] = {"ours": [], "stock": []}
    for _ in range(visits):
        for subject in (ours, stock):
            opened[subject.name].append(first_answer(browser, subject))
    our_waits, slowed = later_answers(browser, ours, keys)
    stock_waits, stock_slowed = later_answers(browser, stock, keys)

    print(
        f"Processor slowed {SLOWED} times (measured: {slowed:.1f} and {stock_slowed:.1f}); "
        f"{visits} visits, {keys} keys; median (quarters).\n"
    )
    compare(
        "opening to control",
        *([ready for ready, _ in opened[name]] for name in ("ours", "stock")),
    )
    sooner = compare(
        "opening to first answer",
        *([answered for _, answered in opened[name]] for name in ("ours", "stock")),
    )
    compare("key to answer, at rest", our_waits, stock_waits)
    report_weights(*weights)

    broken = []
    if weights[0].kilobytes > MOST_KILOBYTES:
        broken.append(
            f"the chapter moves {weights[0].kilobytes:,.0f} kB, more than {MOST_KILOBYTES} kB"
        )
    if sooner < LEAST_RATIO:
        broken.append(
            f"its first key is answered {sooner:.1f} times sooner than the stock page's, "
            f"not {LEAST_RATIO} times"
        )
    return broken


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; give the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--visits", type=int, default=9, help="first visits to each page")
    parser.add_argument("--keys", type=int, default=40, help="keys pressed on each page at rest")
    options = parser.parse_args(arguments)

    book = Path(os.environ.get("HEDGELAB_BOOK_HTML", ROOT / "_build" / "html"))
    chapter = "book/deeds-1993-2000.html"
    if not (book / chapter).is_file():
        print(f"There is no {book / chapter}: run 'make book' first.", file=sys.stderr)
        return 2
    chromium = installed_chromium()
    if chromium is None:
        print(HOW_TO_GET_ONE, file=sys.stderr)
        return 2
    try:
        page = build_stock_page(WORK / "stock", WORK / "packages")
    except CannotBuildStockError as error:
        print(error, file=sys.stderr)
        return 2

    with (
        served(book) as our_address,
        served(page.parent) as stock_address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, ONLY_HERE])
        ours = Subject(
            "ours",
            our_address + chapter,
            ".hedgelab-board .hb-rail input[type=radio]",
            ".hedgelab-board [aria-live]",
        )
        stock = Subject("stock", stock_address + page.name, ".noUi-handle", ".widget-readout")
        try:
            broken = measure(browser, ours, stock, options.visits, options.keys)
        except (NoAnswerError, NotAtRestError) as error:
            print(error, file=sys.stderr)
            return 2
        finally:
            browser.close()

    print()
    print("\n".join(f"Not kept: {promise}." for promise in broken) or "Both promises are kept.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
