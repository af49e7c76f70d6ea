"""What is kept in a browser outlives every death of the page, and a store that is full."""

import csv
import io
import os
import signal
from base64 import b64decode
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from hedgelab.desk.office.class_file import ClassFile, told_of_class
from hedgelab.desk.office.office import Office
from tests.desk.classroom import answer_file
from tests.desk.office.graded_class import drop, open_class
from tests.desk_page.conftest import LONGEST_WAIT
from tests.hosted import serving
from tools.desk import lay_out

pytestmark = pytest.mark.browser

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # by which Windows ends a process, too
DYING = Path(__file__).with_name("dying.js")
DEATHS = {"opening": 5, "grading": 10, "undoing": 5}
GIVEN = {f"{name}.json": answer_file(name) for name in ("s1", "s2", "s3", "s4")}

# Each begins when the page is back at its own work, and nobody waits for it.
ACTS = {
    "grading": """given => {
        const files = new DataTransfer();
        for (const [name, text] of Object.entries(given)) files.items.add(new File([text], name));
        const input = document.querySelector("main input[type=file]");
        input.files = files.files;
        setTimeout(() => input.dispatchEvent(new Event("change", { bubbles: true })));
    }""",
    "undoing": "() => void setTimeout(() => document.querySelector('.undo button').click())",
}

KEPT = """async () => {
    const of = asked => new Promise(tell => { asked.onsuccess = () => tell(asked.result); });
    const store = await of(indexedDB.open("hedgelab-desk", 1));
    const [content] = await of(store.transaction("contents").objectStore("contents").getAll());
    const reader = new FileReader();
    reader.readAsDataURL(content);
    await new Promise(tell => { reader.onload = tell; });
    return reader.result.slice(reader.result.indexOf(",") + 1);
}"""


class Standing(NamedTuple):
    """How a class stands."""

    points: dict[str, str]
    done: list[str]
    undone: list[str]


@pytest.fixture(scope="module")
def home(parts: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the desk, which a browser has in its cache from the second visit on."""
    folder = tmp_path_factory.mktemp("desk")
    lay_out(folder, parts)
    with serving(folder) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(LONGEST_WAIT)
    yield context
    context.close()


def is_kept(page: Page, name: str) -> None:
    """Wait until a class is open, and kept."""
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible(timeout=LONGEST_WAIT)
    expect(page.get_by_text("Kept at")).to_be_visible(timeout=LONGEST_WAIT)


def standing(content: bytes, scratch: Path) -> Standing:
    """Look whether all of a class file is as it was written, and give how the class stands."""
    scratch.write_bytes(content)
    told_of_class(scratch)
    with ClassFile(scratch) as held:
        table = held.content(held.files()["graded/grades.csv"]).decode("utf-8-sig")
        points = {row["id"]: row["points"] for row in csv.DictReader(io.StringIO(table))}
        return Standing(points, held.done(), held.undone())


class Mortal:
    """Visits the desk again and again, in one browser; each visit may die."""

    def __init__(self, context: BrowserContext, home: str, scratch: Path) -> None:
        self.context, self.home, self.scratch = context, home, scratch
        self.deaths = 0
        assert context.browser is not None
        self._processes = context.browser.new_browser_cdp_session()
        self._of_others = self._renderers()

    def _renderers(self) -> set[int]:
        told = self._processes.send("SystemInfo.getProcessInfo")["processInfo"]
        return {it["id"] for it in told if it["type"] == "renderer"}

    def visits(self, dies_at: int = 0) -> Page:
        """Open the desk; it dies at a moment of this, or has the class open that is kept."""
        page = self.context.new_page()
        page.add_init_script(f"globalThis.diesAt = {dies_at};")
        if dies_at:
            self.dies(page, lambda: page.goto(self.home, wait_until="commit"))
        else:
            page.goto(self.home)
        return page

    def dies(self, page: Page, act: Callable[[], object]) -> None:
        """See a page stop, and kill its process."""
        with page.expect_console_message(lambda it: it.text == "stopped", timeout=LONGEST_WAIT):
            act()
        self.deaths += 1
        for process in self._renderers() - self._of_others:
            os.kill(process, KILL)
        page.close()

    def stands(self, page: Page) -> Standing:
        """Give how the class stands that a page opened."""
        is_kept(page, "Ports")
        return standing(b64decode(page.evaluate(KEPT)), self.scratch)


def begin(page: Page, act: str, dies_at: int = 0) -> None:
    """Begin something; the page dies at a moment of it."""
    page.get_by_role("navigation").get_by_role("button", name="Grade").click()
    expect(page.get_by_role("heading", level=2, name="Grade")).to_be_visible()
    page.evaluate("at => { seen = 0; diesAt = at; document.body.dataset.kept = 0; }", dies_at)
    page.evaluate(ACTS[act], GIVEN)


def moments(page: Page, act: str) -> int:
    """Do something wholly; give how many moments it has."""
    begin(page, act)
    expect(page.locator("body[data-kept='1']")).to_be_attached(timeout=LONGEST_WAIT)
    return int(page.evaluate("() => seen"))


def spread(count: int, many: int) -> list[int]:
    """Give so many of the moments, the first and the last among them."""
    return sorted({1 + round((count - 1) * step / (many - 1)) for step in range(many)})


@pytest.mark.slow
def test_killed_at_twenty_points_it_opens_where_it_stood(
    visitor: BrowserContext, home: str, tmp_path: Path
) -> None:
    with open_class(tmp_path / "Ports") as office:
        drop(office, {"s1.json": GIVEN["s1.json"]})
        file = tmp_path / "Ports.hedgelab"
        file.write_bytes(office.saved())
    visitor.add_init_script(path=DYING)
    mortal = Mortal(visitor, home, tmp_path / "looked-at")
    page = mortal.visits()
    page.locator("input[type=file]").first.set_input_files(file)
    is_kept(page, "Ports")
    page.reload()
    is_kept(page, "Ports")
    count = {"opening": int(page.evaluate("() => seen"))}
    count["grading"] = moments(page, "grading")
    graded = mortal.stands(page)
    count["undoing"] = moments(page, "undoing")
    ungraded = mortal.stands(page)
    assert (ungraded.points["s1"], ungraded.points["s4"]) == ("8", "")
    assert set(graded.points.values()) == {"8"}
    assert (graded.done[:1], graded.undone) == (ungraded.undone, [])

    turns = {"opening": ungraded, "grading": graded, "undoing": ungraded}
    stood = ungraded
    for act, after in turns.items():
        for at in spread(count[act], DEATHS[act]):
            if act == "opening":
                page.close()
                mortal.visits(at)
                if at != count[act]:
                    continue
            else:
                mortal.dies(page, partial(begin, page, act, at))
            page = mortal.visits()
            # Only what the store has said that it has is there; nothing is ever half there.
            stood = after if at == count[act] else stood
            assert mortal.stands(page) == stood, (act, at, count)
    assert mortal.deaths == sum(DEATHS.values()) == 20


FILE = """() => {
    globalThis.file = { name: "Ganja.hedgelab", held: null, refuses: "" };
    file.createWritable = async () => {
        if (file.refuses) throw new DOMException("refused", file.refuses);
        let content = null;
        const close = async () => { file.held = content; };
        return { write: async it => { content = it; }, close };
    };
    globalThis.showSaveFilePicker = async () => file;
}"""

HELD = """async () => {
    const bytes = new Uint8Array(await file.held.arrayBuffer());
    return btoa(Array.from(bytes, it => String.fromCharCode(it)).join(""));
}"""


def test_where_the_store_is_full_work_goes_on_in_a_file(
    visitor: BrowserContext, home: str, tmp_path: Path
) -> None:
    page = visitor.new_page()
    page.add_init_script(f"({FILE})()")
    origin = {"origin": home.rstrip("/")}
    disk = visitor.new_cdp_session(page)
    disk.send("Storage.overrideQuotaForOrigin", {**origin, "quotaSize": 1})
    page.goto(home)

    def renamed(name: str) -> Locator:
        """Do a step; give what is said of keeping it."""
        page.get_by_label("What the class is called").fill(name)
        page.get_by_label("What the class is called").press("Tab")
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible(timeout=LONGEST_WAIT)
        return page.get_by_role("alert").last

    def saved() -> str:
        """Give the name of the class as the file has it in which it was saved."""
        path = tmp_path / "Ganja 1.hedgelab"
        path.write_bytes(b64decode(page.evaluate(HELD)))
        told_of_class(path)
        with Office(tmp_path / "class", path) as office:
            return str(office.state()["name"])

    # Nothing was lost, and the class can be saved at once.
    page.get_by_label("What is the class called?").fill("Ganja 1")
    page.get_by_role("button", name="Begin").click()
    told = page.get_by_role("alert").last
    expect(told).to_contain_text(
        "could not be kept (the disk of this device is full", timeout=LONGEST_WAIT
    )
    told.get_by_role("button", name="Save the class to a file").click()
    expect(told).not_to_be_visible()
    assert saved() == "Ganja 1"
    # From then on each step is in the file, though the store is full.
    told = renamed("Ganja 2")
    expect(told).to_contain_text(
        "is saved in Ganja.hedgelab, and could not be kept in this browser"
    )
    assert saved() == "Ganja 2"
    # The file may not be written to any more, either.
    page.evaluate("() => { file.refuses = 'NotAllowedError'; }")
    expect(renamed("Ganja 3")).to_contain_text("nor in Ganja.hedgelab (this page may not write")
    assert saved() == "Ganja 2"
    told.get_by_role("button", name="Save the class to a file").click()
    expect(page.get_by_text("could not be saved: this page may not write")).to_be_visible()
    # There is room again: the store has it, and the file not.
    disk.send("Storage.overrideQuotaForOrigin", origin)
    expect(renamed("Ganja 4")).to_contain_text("is kept in this browser, and could not be saved in")
    page.evaluate("() => { file.refuses = ''; }")
    renamed("Ganja 5")
    expect(told).not_to_be_visible()
    assert saved() == "Ganja 5"
    page.reload()
    is_kept(page, "Ganja 5")
