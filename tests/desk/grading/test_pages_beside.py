"""A page that an instructor changed is kept and told, as a table is; no other page is."""

from pathlib import Path
from typing import Any

import pytest

from hedgelab.cli import ATTENTION, SUCCESS, main
from hedgelab.desk.grading.applying import apply_decisions
from hedgelab.desk.grading.forgetting import forget
from hedgelab.desk.grading.pages_beside import sealed
from hedgelab.desk.grading.run import grade, write_outputs
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.decisions import Decision, What
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.reports.feedback import FeedbackPages
from tests.desk.classroom import CLASS, KEY, ONE_OFF, answer_file, everything, hand_in

pytestmark = pytest.mark.usefixtures("without_figures")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give a folder with the grades of two students."""
    handed = hand_in(tmp_path / "in", s1=answer_file("s1"), s2=answer_file("s2"))
    assert grade(KEY, [handed], tmp_path / "out", roster=CLASS).changed == ()
    return tmp_path / "out"


def typed_into(page: Path) -> str:
    """Type a remark into a page, as an editor does; give what it holds."""
    before = page.read_text(encoding="utf-8")
    text = before.replace("<!-- As it was", "<p>Well done!</p>\n<!-- As it was")
    assert text != before
    page.write_text(text, encoding="utf-8")
    return text


def test_a_page_that_somebody_changed_is_kept_and_told(out: Path) -> None:
    handed = out.with_name("in")
    page, report = out / "feedback" / "s1.html", out / "class-report.html"
    before = everything(out)
    for number in (1, 2):
        texts = [typed_into(it) for it in (page, report)]
        assert grade(KEY, [handed], out).changed == (
            f"feedback/s1.html was changed since it was written: as it was, it is kept as "
            f"feedback-changed/s1.changed-{number}.html. The new one tells what gradebook.sqlite "
            "holds.",
            f"class-report.html was changed since it was written: as it was, it is kept as "
            f"class-report.changed-{number}.html. The new one tells what gradebook.sqlite holds.",
        )
        kept = (
            out / "feedback-changed" / f"s1.changed-{number}.html",
            out / f"class-report.changed-{number}.html",
        )
        assert [it.read_text(encoding="utf-8") for it in kept] == texts
    report_of_rerun = grade(KEY, [handed], out)
    assert (report_of_rerun.changed, report_of_rerun.left_over) == ((), ())
    assert {name: it for name, it in everything(out).items() if name in before} == before


def test_a_page_that_says_something_else_now_was_not_changed_by_anybody(out: Path) -> None:
    later = answer_file("s1", ONE_OFF, saved="2027-03-15T13:00:00Z")
    handed = hand_in(out.with_name("in"), s1=later)
    page = (out / "feedback" / "s1.html").read_text(encoding="utf-8")
    assert grade(KEY, [handed], out).changed == ()
    assert (out / "feedback" / "s1.html").read_text(encoding="utf-8") != page


def test_a_decision_makes_the_page_of_its_student_and_no_other(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    draw = FeedbackPages.page

    def page(self: FeedbackPages, sheet: GradedSheet) -> str:
        made.append(sheet.student)
        return draw(self, sheet)

    monkeypatch.setattr(FeedbackPages, "page", page)
    before = everything(out)

    def decided(**how: Any) -> tuple[list[str], set[str], list[tuple[int, int]]]:
        """Decide; give whose pages were made, which differ from the first, and what was told."""
        made.clear()
        told: list[tuple[int, int]] = []
        with Ledger(out / NAME) as ledger:
            apply_decisions(ledger, out, on_pages=lambda *it: told.append(it), **how)
        now = everything(out)
        pages = {name for name in now if name.startswith("feedback/")}
        return list(filter(None, made)), {it for it in pages if now[it] != before[it]}, told

    class_size = len(CLASS.students)
    told = [(done, class_size) for done in range(1, class_size + 1)]
    on_s2 = Decision("s2", What.ADJUST, "1", "Spoke well")
    assert decided(add=[on_s2]) == (["s2"], {"feedback/s2.html"}, told)
    # Its row is another then, of which its page tells nothing.
    on_s1 = Decision("s1", What.ADJUST, "1", "Spoke well")
    assert decided(add=[on_s1]) == (["s1"], {"feedback/s1.html", "feedback/s2.html"}, told)
    assert decided(undo=[2]) == (["s2"], {"feedback/s1.html"}, told)
    # Whatever is no more as it was written, or gone, is made anew.
    typed_into(out / "feedback" / "s3.html")
    (out / "feedback" / "s2.html").unlink()
    assert decided() == (["s2", "s3"], {"feedback/s1.html"}, told)


def test_pages_of_a_version_that_did_not_mark_them_are_no_sign(out: Path) -> None:
    with Ledger(out / NAME) as ledger, ledger.transaction():
        ledger.keep_setting("pages sealed", "")
    (out / "feedback" / "s1.html").write_text("<p>As 0.1 wrote it</p>\n")
    assert grade(KEY, [out.with_name("in")], out).changed == ()
    # Since then a page without a mark is one that somebody made.
    (out / "feedback" / "s1.html").write_text("<p>Mine</p>\n")
    assert len(grade(KEY, [out.with_name("in")], out).changed) == 1


def test_a_changed_page_is_kept_where_its_students_id_is_spelt_otherwise_now(out: Path) -> None:
    text = typed_into(out / "feedback" / "s1.html")
    respelt = Roster((Enrolled("S1", "Ana Lee"), *CLASS.students[1:]))
    assert len(grade(KEY, [out.with_name("in")], out, roster=respelt).changed) == 1
    (kept,) = (out / "feedback-changed").iterdir()
    assert kept.read_text(encoding="utf-8") == text
    assert (out / "feedback" / "S1.html").exists()


def test_who_is_forgotten_is_in_no_changed_page_either(out: Path) -> None:
    for _ in range(2):
        typed_into(out / "feedback" / "s1.html")
        typed_into(out / "feedback" / "s2.html")
        grade(KEY, [out.with_name("in")], out)
    (out / "class-report.changed-1.html").write_text("Ask Ana Lee, s1.")
    with Ledger(out / NAME) as ledger:
        took = forget(ledger, "s1")
        write_outputs(ledger, out)
    assert "feedback-changed/s1.changed-2.html" in took.outputs
    assert sorted(it.name for it in (out / "feedback-changed").iterdir()) == [
        "s2.changed-1.html", "s2.changed-2.html",
    ]  # fmt: skip
    assert not (out / "class-report.changed-1.html").exists()


@pytest.mark.slow
def test_a_report_of_sections_is_kept_where_it_was_changed(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = out.with_name("report.html")
    command = ["export", "report", str(out), "--out", str(report)]
    assert main(command) == SUCCESS
    assert main(command) == SUCCESS
    text = typed_into(report)
    assert main(command) == ATTENTION
    assert "report.html was changed since it was written" in capsys.readouterr().out
    assert out.with_name("report.changed-1.html").read_text(encoding="utf-8") == text


def test_a_seal_stands_behind_the_page_and_is_the_same_each_time() -> None:
    page = "<html></html>\n"
    assert sealed(page).startswith(page.encode())
    assert sealed(page) == sealed(page[:-1])
