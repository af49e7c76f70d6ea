"""The exercises that come with Hedging Lab, for an instructor to copy out and change.

In a checkout they lie in ``exercises/``; an installed package carries them along.  One is an
assignment with the rubric that it names, or a folder with a bank of its own.
"""

from pathlib import Path

from hedgelab.desk.assignments.assignment import read_assignment

_README = "README.md"
_EXAM = "exam.yml"  # in a folder that has all of an exam


class ExerciseError(ValueError):
    """An exercise that cannot be copied; the message says why, and what to do."""


def exercises_folder() -> Path:
    """Give the folder of the exercises: in the installed package, else in the checkout."""
    package = Path(__file__).parents[2]
    installed = package / "exercises"
    return installed if installed.is_dir() else package.parents[1] / "exercises"


def exercises() -> dict[str, str]:
    """Give the title of each exercise by its name."""
    folder = exercises_folder()
    found = {path.stem: path for path in sorted(folder.glob("*.yml"))}
    found |= {path.parent.name: path for path in sorted(folder.glob(f"*/{_EXAM}"))}
    return {name: read_assignment(path).title for name, path in found.items()}


def copy_exercise(name: str, folder: Path) -> tuple[Path, ...]:
    """Copy an exercise out, with all that it needs and the page that explains each line.

    Parameters
    ----------
    name : str
        One of `exercises`.
    folder : Path
        Where it is to be; what lies there already stays as it is.

    Returns
    -------
    tuple of Path
        The files of the exercise there.

    Raises
    ------
    ExerciseError
        If there is no such exercise, or a file of that name with something else in it.
    """
    source = exercises_folder()
    wanted = _files_of(name, source)
    copies = {folder / path.relative_to(root): path.read_bytes() for root, path in wanted}
    for copy, content in copies.items():
        if copy.exists() and (not copy.is_file() or copy.read_bytes() != content):
            raise ExerciseError(
                f"{copy}: is there already, and differs from the one that comes with Hedging Lab: "
                "name another folder, or move it away"
            )
    for copy, content in copies.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(content)
    return tuple(copies)


def _files_of(name: str, source: Path) -> list[tuple[Path, Path]]:
    """Give each file of an exercise, behind the folder that its place is reckoned from."""
    known = exercises()
    if name not in known:
        raise ExerciseError(f"there is no exercise {name!r}: there are {', '.join(known)}")
    whole = source / name
    if whole.is_dir():
        return [(whole, path) for path in sorted(whole.rglob("*")) if path.is_file()]
    assignment = source / f"{name}.yml"
    rubric = read_assignment(assignment).rubric
    needed = [assignment, source / _README]
    if rubric is not None:
        needed.append(source / "rubrics" / f"{rubric.id}.yml")
    return [(source, path) for path in needed]
