"""Rubrics: how a justification is judged, as an instructor writes it in YAML."""

from pathlib import Path

from hedgelab.desk.assignments.yaml_members import Members, YAMLFileError, read_members
from hedgelab.desk.model.key import Criterion, Level, Rubric
from hedgelab.desk.model.marks_table import RESERVED

MOST_POINTS = 100
"""The most that one level can give."""


class RubricError(YAMLFileError):
    """A rubric that cannot be used; the message says what is wrong, where, and what to do."""


def read_rubric(path: Path) -> Rubric:
    """Read a rubric.

    Raises
    ------
    RubricError
        Whatever is wrong with it, with the line.
    OSError
        If the file cannot be read at all.
    """
    members = read_members(path, RubricError)
    rubric = Rubric(
        id=members.slug("id", path.stem, like="justification"),
        title=members.text("title", like="a short title"),
        criteria=tuple(_criterion(entry) for entry in members.mappings("criteria")),
    )
    members.finish()
    if not rubric.criteria:
        members.fail(members.at("criteria"), "criteria is missing: write a list of at least one")
    seen: set[str] = set()
    for criterion in rubric.criteria:
        if criterion.id in seen:
            problem = f"two criteria have the id {criterion.id!r}: give one of them another"
            members.fail(members.at("criteria"), problem)
        seen.add(criterion.id)
    if rubric.most <= 0:
        members.fail(members.at("criteria"), "no level gives points: let the best one give some")
    return rubric


def _criterion(members: Members) -> Criterion:
    criterion = Criterion(
        id=members.slug("id", like="definition"),
        title=members.text("title", like="what this criterion looks for"),
        levels=tuple(_level(entry) for entry in members.mappings("levels")),
    )
    members.finish()
    if criterion.id in RESERVED:
        problem = (
            f"id in {members.name} is {criterion.id!r}, the name of a column that every "
            f"table of marks has: write another, like '{criterion.id}-quality'"
        )
        members.fail(members.at("id"), problem)
    points = [level.points for level in criterion.levels]
    if len(points) < 2 or points != sorted(set(points)):  # noqa: PLR2004 - one level would judge nothing
        problem = (
            f"the levels of {criterion.id!r} must be at least two, from the fewest points to the "
            "most, and no two may give the same"
        )
        members.fail(members.at("levels"), problem)
    return criterion


def _level(members: Members) -> Level:
    level = Level(
        points=members.number("points", None, high=MOST_POINTS),
        says=members.text("says", like="what work at this level looks like"),
    )
    members.finish()
    return level
