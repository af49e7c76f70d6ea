"""Which events a sheet holds: the same for all, or drawn for each student.

How a draw works, so that it can be checked by hand:

1. Candidates are the events of the bank that the assignment asks for, of those that it names
   under ``among`` if it names any, and whose best reading earns full credit.  The position of
   an event is that of its key.
2. Where the sheet is balanced, positions take turns, in the order of the spectrum, until
   the count is reached; a position with no event left is passed over, and in the last
   round, when not all can have one more, those with the most events left do.
3. The candidates of a position are put in order of `difficulty` and cut into as many
   neighbouring groups as the sheet needs events of it, of sizes that differ by one at most.
   Events equally hard stand in the order of ``sha256(seed, event id)``.
4. A sheet takes one event of each group: number ``sha256(seed, group, student id)`` modulo
   the size of the group.  The student id is trimmed, in Unicode NFC, without regard to case;
   a sheet for all has an empty one.

Hence every sheet has the same number of events at each position, and the difficulties of
two sheets differ by no more than `Plan.bound`.  A student's sheet depends on nobody else,
so one who joins late changes no other's.  Where the bank has no more than a sheet needs,
all sheets are alike.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hedgelab.desk.assignments.assignment import Assignment, Draw
from hedgelab.desk.assignments.banks import Bank
from hedgelab.desk.assignments.yaml_members import instead
from hedgelab.desk.text.folding import folded_id
from hedgelab.scoring import Reading, anchor
from hedgelab.spectrum import POSITIONS, distance

_FULL = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """Events about equally hard, of which a sheet holds one."""

    name: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How the sheets of an assignment are drawn.

    Attributes
    ----------
    seed : int
        As the assignment has it.
    per_student : bool
        Whether sheets differ between students.
    groups : tuple of Group
        A sheet holds one event of each.
    bound : float
        The most by which the sums of `difficulty` over two sheets can differ.
    """

    seed: int
    per_student: bool
    groups: tuple[Group, ...]
    bound: float

    @property
    def differing(self) -> int:
        """How many events of a sheet can be others on another student's."""
        return sum(len(group.events) > 1 for group in self.groups) if self.per_student else 0

    def sheet(self, student: str = "") -> tuple[str, ...]:
        """Give the events of a student's sheet, in the order of the groups."""
        owner = folded_id(student) if self.per_student else ""
        return tuple(
            group.events[_hash(self.seed, group.name, owner) % len(group.events)]
            for group in self.groups
        )


def difficulty(readings: Sequence[Reading]) -> float:
    """Estimate how hard an event is to place, from its readings alone.

    Each reading beside the key tempts: more the better it can be defended (its credit),
    less the further it lies from the key.  It is the sum of credit by steps, 0 where the key
    stands alone.  Once a class has answered, the class report gives the difficulty measured.

    Examples
    --------
    >>> key = Reading("dominance-denial", "article", 1)
    >>> difficulty([key])
    0.0
    >>> difficulty([key, Reading("indirect-balancing", "module", 0.75)])
    0.75
    >>> difficulty([key, Reading("binding-engagement", "module", 0.5)])
    0.25
    """
    key = anchor(readings)
    return sum(
        (
            other.credit / distance(key.position, other.position)
            for other in readings
            if other.position != key.position
        ),
        0.0,
    )


def plan(assignment: Assignment, bank: Bank) -> Plan:
    """Settle how an assignment's sheets are drawn.

    Raises
    ------
    AssignmentError
        If the bank lacks what the assignment asks for.
    """
    for override in assignment.overrides:
        _check_known([override.event], "overrides", assignment, bank.events)
    if assignment.draw is None:
        _check_known(assignment.events, "events", assignment, bank.events)
        return Plan(1, False, tuple(Group(event, (event,)) for event in assignment.events), 0.0)
    draw = assignment.draw
    pools = _pools(assignment, draw, bank)
    quotas = _quotas(pools, draw.count)
    drawn = [event for pool in pools.values() for event in pool]
    hardness = {event: difficulty(bank.readings[event]) for event in drawn}
    groups: list[Group] = []
    for name, pool in pools.items():
        in_order = sorted(pool, key=lambda event: (hardness[event], _hash(draw.seed, event)))
        groups += _cut(name, in_order, quotas[name])
    bound = sum(hardness[group.events[-1]] - hardness[group.events[0]] for group in groups)
    return Plan(draw.seed, draw.per_student, tuple(groups), bound)


def without_full_credit(events: Iterable[str], bank: Bank) -> list[str]:
    """Name the events for which no answer earns full credit under the rule ``readings``."""
    return [event for event in events if not _is_settled(bank.readings[event])]


def _is_settled(readings: Sequence[Reading]) -> bool:
    return anchor(readings).credit >= _FULL


def _check_known(
    words: Iterable[str],
    member: str,
    assignment: Assignment,
    known: Mapping[str, object],
    kind: str = "event",
) -> None:
    for word in words:
        if word not in known:
            problem = f"there is no {kind} {word!r} in the bank{instead(word, sorted(known))}"
            raise assignment.error(f"{member}:{word}", problem)


def _pools(assignment: Assignment, draw: Draw, bank: Bank) -> dict[str, list[str]]:
    """Give the candidates by position, in the order of the spectrum; unbalanced, as one pool."""
    for member, named in (("leave_out", draw.leave_out), ("among", draw.among)):
        _check_known(named, member, assignment, bank.events)
    periods, domains = (dict.fromkeys(some.values()) for some in (bank.periods, bank.domains))
    _check_known(draw.periods, "periods", assignment, periods, "period")
    _check_known(draw.domains, "domains", assignment, domains, "domain")
    keys = {
        event: anchor(readings)
        for event, readings in bank.readings.items()
        if _is_settled(readings)
        and event not in draw.leave_out
        and (not draw.among or event in draw.among)
    }
    fitting = {
        event: key.position
        for event, key in keys.items()
        if (not draw.periods or bank.periods[event] in draw.periods)
        and (not draw.domains or bank.domains[event] in draw.domains)
        and (not draw.positions or key.position in draw.positions)
        and draw.keyed_by in ("anyone", key.reader)
    }
    for event in draw.among:
        if event not in fitting:
            raise assignment.error(
                f"among:{event}",
                f"{event!r} is never drawn: no reading of it earns full credit, or it does not fit "
                "the other lines of 'draw': take it out of among, or change those lines",
            )
    if len(fitting) < draw.count:
        problem = (
            f"count is {draw.count}, and the bank has {len(fitting)} events of that kind: "
            "lower the count, or ask for more periods, domains or positions"
        )
        raise assignment.error("count", problem)
    if not draw.balanced:
        return {"all": list(fitting)}
    by_position = {
        place.id: [event for event, position in fitting.items() if position == place.id]
        for place in POSITIONS
    }
    return {position: pool for position, pool in by_position.items() if pool}


def _quotas(pools: Mapping[str, Sequence[str]], count: int) -> dict[str, int]:
    quotas = dict.fromkeys(pools, 0)
    while (left := count - sum(quotas.values())) > 0:
        spare = {name: len(pool) - quotas[name] for name, pool in pools.items()}
        takers = [name for name in pools if spare[name]]
        if left < len(takers):
            takers = sorted(takers, key=lambda name: -spare[name])[:left]
        for name in takers:
            quotas[name] += 1
    return quotas


def _cut(name: str, in_order: Sequence[str], parts: int) -> list[Group]:
    edges = [len(in_order) * part // parts for part in range(parts + 1)] if parts else []
    return [
        Group(f"{name}/{number}", tuple(in_order[start:end]))
        for number, (start, end) in enumerate(pairwise(edges), start=1)
    ]


def _hash(*parts: object) -> int:
    # Not the random module: its draws may change from one Python to the next.
    text = "\x1f".join(map(str, parts))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")
