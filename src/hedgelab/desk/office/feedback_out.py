"""Each student's feedback, packed the way it goes, and what was sent to whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hedgelab.desk.giving_back.feedback import GivenBack, Sent, give_feedback, sent
from hedgelab.desk.giving_back.packing import MAIL
from hedgelab.desk.giving_back.telling import told_of_given, told_of_left
from hedgelab.desk.giving_back.ways import ways
from hedgelab.desk.grading.decisions_file import check_decisions
from hedgelab.desk.office.graded import gradebook, is_asked, laid_out, only_one, sections_of
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch, text_of
from hedgelab.desk.office.zips import zip_of_folder


def _pack(folder: Path, asked: Mapping[str, Any], given: Sequence[Given], _watch: Watch) -> Done:
    """Pack the pages, and keep them as sent where that is asked for."""
    way, release = text_of(asked, "way"), text_of(asked, "do") == RELEASE
    if way not in ways():
        raise RequestError(f"there is no way {way!r}: choose one of {', '.join(ways())}")
    told_by = only_one(given, "the platform’s list of the class") if given else ()
    ending = "" if way == MAIL else ".zip"
    with gradebook(folder) as ledger, laid_out(told_by) as paths, TemporaryDirectory() as nowhere:
        check_decisions(ledger)
        out = Path(nowhere, f"return-{way}{ending}")
        back = give_feedback(
            ledger,
            way,
            out,
            told_by=paths[0] if paths else None,
            release=release,
            everybody=is_asked(asked, "all"),
            sections=sections_of(asked),
        )
        files = list(_files(back))
    return Done(list(_told(back, files)), {"given": len(back.packed.given)}, files)


def _files(back: GivenBack) -> Iterator[Given]:
    packed = back.packed
    if packed.given:
        is_folder = packed.path.is_dir()
        content = zip_of_folder(packed.path) if is_folder else packed.path.read_bytes()
        yield Given(f"{packed.path.stem}.zip", content)
    if packed.beside:
        yield Given(f"{packed.beside.name}.zip", zip_of_folder(packed.beside))


def _told(back: GivenBack, files: Sequence[Given]) -> Iterator[str]:
    name = files[0].name if back.packed.given else "Nothing to pack"
    named = replace(back, packed=replace(back.packed, path=Path(name)))
    yield from told_of_given(named, "tick “Unchanged pages, too” to send it once more")
    if back.packed.beside:
        yield (
            f"For {len(back.packed.left):,} there is no place in it; theirs are in "
            f"{files[-1].name}, a folder for each."
        )
        yield from told_of_left(back.packed)
    if back.upload and back.packed.given:
        yield f"{back.upload}."
    if back.released:
        yield f"Kept as sent on {back.released}."


def _sent(folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Say who was sent what, and when, and whose page says something else now."""
    with gradebook(folder) as ledger:
        return Done(shown={"sent": [_shown(one) for one in sent(ledger)]})


def _shown(one: Sent) -> dict[str, Any]:
    last = one.last
    return {
        "student": one.student,
        "when": last.made if last else "",
        "way": last.way if last else "",
        "points": last.points if last else None,
        "changed": one.is_changed,
    }


PACK, RELEASE = "return.pack", "return.release"
REQUESTS: Final[Mapping[str, Request]] = {
    PACK: Request(_pack, changes=False, label="feedback packed"),
    RELEASE: Request(_pack, changes=True, label="feedback kept as sent"),
    "return.sent": Request(_sent, changes=False, label="what was sent"),
}
"""What may be asked of this."""
