"""How a grading, an import of marks and a dealing out are told: one sentence after another."""

from collections.abc import Iterator

from hedgelab.desk.grading.allotting import Allotted
from hedgelab.desk.grading.collecting import Collected
from hedgelab.desk.grading.marking import Imported
from hedgelab.desk.grading.run import GradingReport
from hedgelab.desk.reports.markers import MarkersReport, told_agreement, told_marker
from hedgelab.desk.text.pages import counted, listed
from hedgelab.desk.text.visible import visible


def told_grades(report: GradingReport) -> Iterator[str]:
    """Say how many have a grade, and which of the grades are not final."""
    verb = "has" if report.graded == 1 else "have"
    yield f"{report.graded:,} of {counted(report.students, 'student')} {verb} a grade."
    if not report.has_roster:
        yield (
            "No roster says who the students are: everybody whom a file names is taken for one, "
            "and nobody can be missing."
        )
    if report.to_mark:
        verb = "is" if report.to_mark == 1 else "are"
        yield (
            f"{report.to_mark:,} of the grades {verb} provisional until the justifications are "
            "marked."
        )


def told_wrong_key(report: GradingReport) -> str:
    """Say that most files answer another assignment; "" where they do not."""
    if not report.mostly:
        return ""
    return f"More of them answer {report.mostly} than were graded: was this the wrong key?"


def told_allotted(allotted: Allotted) -> list[str]:
    """Say how texts were dealt out."""
    told = [f"{counted(allotted.new, 'text')} dealt out."]
    if allotted.before:
        told.append(f"{counted(allotted.before, 'text')} dealt earlier: they stay where they are.")
    if allotted.marked:
        told.append(f"{counted(allotted.marked, 'text')} dealt to nobody, for they have a mark.")
    if allotted.calibration:
        told.append(f"All markers begin with the same {counted(allotted.calibration, 'text')}.")
    if allotted.share:
        exact = float(allotted.share * allotted.of)
        rest = "other texts" if allotted.calibration else "texts"
        told.append(
            f"Two markers have {allotted.twice:,} of the {allotted.of:,} {rest} "
            f"({float(allotted.share * 100):.4g}% of them is {exact:.4g}, rounded)."
        )
    hands = [f"{visible(name)} {count:,}" for name, count in allotted.hands.items()]
    told.append(f"In hand now: {listed(hands)}.")
    return told


def told_taken(collected: Collected, files: int) -> Iterator[str]:
    """Say what was taken of the files of markers."""
    older = f", {collected.older:,} older than what is on record" if collected.older else ""
    yield (
        f"{counted(files, 'file')}: {counted(collected.new, 'mark')} taken, "
        f"{collected.unchanged:,} on record already{older}; "
        f"{counted(collected.counted, 'text')} got a mark that counts."
    )
    if collected.unfinished:
        yield f"{counted(collected.unfinished, 'text')} in them lack points."
    if collected.rewritten:
        yield (
            f"{counted(collected.rewritten, 'mark')} of texts that have changed since: write "
            "the packs again for the new ones."
        )


def told_apart(texts: int) -> str:
    """Say that markers differ on texts."""
    needing = "it needs" if texts == 1 else "they need"
    return f"On {counted(texts, 'text')} the markers differ; {needing} a third look"


def told_waiting(collected: Collected) -> str:
    """Say which markers have not judged all of theirs."""
    waiting = [f"{visible(it)} {count:,}" for it, count in collected.waiting.items() if count]
    return f"Still to come: {listed(waiting)}." if waiting else "Every text has come in."


def agreement_told(report: MarkersReport) -> list[tuple[str, list[str]]]:
    """Say how far markers agree and how each marked, under a title each."""
    title = "Agreement on texts that several judged by themselves (95 % intervals):"
    return [
        (title, [told_agreement(one) for one in report.criteria]),
        ("Markers:", [told_marker(line, report.most) for line in report.markers]),
    ]


def told_imported(imported: Imported) -> str:
    """Say what was taken of a table of marks."""
    return (
        f"{counted(imported.given, 'mark')} taken, {imported.unchanged:,} on record already, "
        f"{counted(imported.empty, 'row')} without a mark."
    )
