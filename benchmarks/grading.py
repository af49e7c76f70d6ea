"""Measure the grading against the bare loop that reads the same files, and against nbgrader.

``python -m benchmarks.grading`` prints ratios, and exits with 1 where a promise is not kept.
README.md beside this file says what each figure is.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.classes import MadeUpClass, made_up_class
from benchmarks.nbgrader import CannotMeasureError, autograde_seconds

WORK = Path(__file__).parents[1] / "build" / "benchmark" / "grading"
PEER = WORK.with_name("nbgrader")

LEAST_TIMES_NBGRADER = 2000
MOST_TIMES_BARE = 4
MOST_SECONDS = 30
MOST_START = 0.3
SMALLEST = 1000  # submissions, from which the growth is measured by powers of ten

# What a grading does from zips to the record, its tables and the report; how long, in how much.
_GRADE = """
import resource, sys, time
from pathlib import Path
from hedgelab.desk.reports.class_report import class_pages
from hedgelab.desk.reports.exports import write_grades, write_intake
from hedgelab.desk.ledger.gradebook import graded_sheets
from hedgelab.desk.grading.run import fill_ledger
from hedgelab.desk.model.key import read_key
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.roster import read_roster
folder, out = Path(sys.argv[1]), Path(sys.argv[2])
started = time.perf_counter()
with Ledger(out / NAME, create=True) as ledger:
    key, roster = read_key(folder / "key.json"), read_roster(folder / "roster.csv")
    fill_ledger(ledger, key, sorted(folder.glob("*.zip")), roster=roster)
    write_grades(ledger, out / "grades.csv")
    write_intake(ledger, out / "intake.csv")
    report = class_pages(key, lambda: graded_sheets(ledger), {}).report
    (out / "class-report.html").write_text(report, encoding="utf-8")
# Kibibytes on Linux, and bytes on a Mac.
unit = 1024**2 if sys.platform == "darwin" else 1024
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)
"""


def bare_loop(folder: Path) -> None:
    """Read and parse every file, and do nothing with it."""
    for path in sorted(folder.iterdir()):
        json.loads(path.read_bytes())


def our_loop(folder: Path, out: Path) -> None:
    """Grade the same files: from the folder to the ledger and both tables."""
    from hedgelab.desk.grading.run import fill_ledger  # noqa: PLC0415
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415
    from hedgelab.desk.model.key import read_key  # noqa: PLC0415
    from hedgelab.desk.reports.exports import write_grades, write_intake  # noqa: PLC0415

    key = read_key(folder / "key.json")
    with Ledger(out / NAME, create=True) as ledger:
        fill_ledger(ledger, key, [folder / "handed-in"])
        write_grades(ledger, out / "grades.csv")
        write_intake(ledger, out / "intake.csv")


def seconds(work: Callable[[], object]) -> float:
    """Give how long something takes, by the clock on the wall."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure_throughput(course: MadeUpClass, count: int, rounds: int) -> tuple[float, float]:
    """Give seconds for each submission, ours and the bare loop's: medians of several rounds."""
    folder = fresh(WORK / "class")
    course.write_folder(folder, count)
    size = next((folder / "handed-in").iterdir()).stat().st_size
    out = WORK / "out"
    ours, bare = [], []
    # Turn and turn about, so that a busy moment of the machine meets both.
    for _ in range(rounds):
        bare.append(seconds(lambda: bare_loop(folder / "handed-in")) / count)
        fresh(out)
        ours.append(seconds(lambda: our_loop(folder, out)) / count)
    ratio = statistics.median(our / its for our, its in zip(ours, bare, strict=True))
    print(f"{count:,} notebooks of {size / 1024:.1f} KiB, ten questions, median of {rounds} rounds")
    for name, times in (("bare loop", bare), ("hedgelab", ours)):
        each = statistics.median(times)
        print(f"  {name:<22}{each * 1e6:>9.0f} µs each {1 / each:>9,.0f} a second")
    print(f"  hedgelab / bare loop  {ratio:>9.2f}   (promised: at most {MOST_TIMES_BARE})")
    return statistics.median(ours), ratio


def measure_nbgrader(ours: float, submissions: int) -> float:
    """Give how many times faster ours is than nbgrader's autograde."""
    each = autograde_seconds(PEER, submissions)
    times = each / ours
    print(f"  {'nbgrader autograde':<22}{each * 1e6:>9,.0f} µs each, of {submissions} submissions")
    print(f"  nbgrader / hedgelab   {times:>9,.0f}   (promised: at least {LEAST_TIMES_NBGRADER:,})")
    return times


def measure_whole(course: MadeUpClass, count: int) -> float:
    """Give how long the command takes for a class, with feedback pages and the class report."""
    folder, out = fresh(WORK / "class"), fresh(WORK / "out")
    course.write_folder(folder, count)
    typed = ["grade", folder / "key.json", folder / "handed-in", "--quiet"]
    typed += ["--roster", folder / "roster.csv", "--out", out]
    took = seconds(lambda: python("-m", "hedgelab", *map(str, typed)))
    pages = sum(1 for _ in (out / "feedback").iterdir())
    print(f"\nhedgelab grade, {count:,} notebooks, {pages:,} feedback pages, the class report")
    print(f"  {took:>9.1f} s   (promised: under {MOST_SECONDS})")
    return took


def measure_growth(course: MadeUpClass, largest: int) -> None:
    """Print the time and the peak of memory for classes each ten times as large."""
    print("\ngrowth, zips → ledger, tables and class report")
    count = min(SMALLEST, largest)
    while count <= largest:
        folder, out = fresh(WORK / "class"), fresh(WORK / "out")
        course.write_zips(folder, count)
        took, peak = map(float, python("-c", _GRADE, str(folder), str(out)).split())
        size = (out / "gradebook.sqlite").stat().st_size / 1e6
        print(
            f"  {count:>9,} submissions {took:>8.1f} s {took / count * 1e6:>6.0f} µs each "
            f"{peak:>7.0f} MiB   (gradebook: {size:,.0f} MB)"
        )
        count *= 10


def measure_start() -> float:
    """Give how long ``hedgelab --help`` takes: the median of eleven."""
    times = [seconds(lambda: python("-m", "hedgelab", "--help")) for _ in range(11)]
    took = statistics.median(times)
    print(f"\nhedgelab --help\n  {took:>9.2f} s   (promised: under {MOST_START})")
    return took


def python(*arguments: str) -> str:
    """Run Python by itself; give what it prints."""
    return subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, text=True
    ).stdout


def fresh(folder: Path) -> Path:
    """Give a folder's path with nothing there."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; give the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=10_000, help="notebooks for the throughput")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of it")
    parser.add_argument("--peer", type=int, default=5, help="submissions for nbgrader")
    parser.add_argument("--largest", type=int, default=100_000, help="the largest class")
    options = parser.parse_args(arguments)

    print(f"Python {platform.python_version()}, {os.cpu_count()} cores\n")
    broken = []
    try:
        course = made_up_class()
        ours, ratio = measure_throughput(course, options.count, options.rounds)
        if ratio > MOST_TIMES_BARE:
            broken.append(f"grading takes {ratio:.2f} times as long as the bare loop")
        try:
            times = measure_nbgrader(ours, options.peer)
        except CannotMeasureError as error:
            print(error, file=sys.stderr)
            return 2
        if times < LEAST_TIMES_NBGRADER:
            broken.append(f"nbgrader takes {times:,.0f} times as long")
        if (took := measure_whole(course, options.count)) > MOST_SECONDS:
            broken.append(f"the whole of grading takes {took:.1f} s")
        if (took := measure_start()) > MOST_START:
            broken.append(f"the command starts in {took:.2f} s")
        measure_growth(course, options.largest)
    finally:
        shutil.rmtree(WORK, ignore_errors=True)

    print()
    print("\n".join(f"Not kept: {promise}." for promise in broken) or "Every promise is kept.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
