"""Where things stand on the RegionMap: from degrees to units of the drawing.

Places are projected here and nowhere else.  Pipelines are schematic: straight legs,
side by side where they share a course.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

WIDTH = 1000
"""Units across the drawing."""

STEP = 5
"""Units between pipelines that run side by side."""

_NAMEABLE = 90  # units of a leg that a name can stand along
_STRAIGHT = 0.2  # sine of the angle below which two legs count as one

Json = dict[str, Any]
Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Conic:
    """Lambert's conformal conic projection of a sphere, with two standard parallels.

    Shapes stay true everywhere, and over this region areas nearly so.

    Parameters
    ----------
    meridian : float
        The meridian that stands upright.
    south, north : float
        The parallels along which the scale is true.

    Examples
    --------
    >>> x, y = Conic(43.7, 38, 44)(43.7, 41)
    >>> x
    0.0
    """

    def __init__(self, meridian: float, south: float, north: float) -> None:
        low, high = math.radians(south), math.radians(north)
        slope = math.log(math.cos(low) / math.cos(high))
        self._meridian = meridian
        self._cone = slope / math.log(_isometric(high) / _isometric(low))
        self._size = math.cos(low) * _isometric(low) ** self._cone / self._cone

    def __call__(self, longitude: float, latitude: float) -> Point:
        """Give the place of a point, in radii of the sphere, right and down."""
        radius = self._size / _isometric(math.radians(latitude)) ** self._cone
        angle = self._cone * math.radians(longitude - self._meridian)
        return radius * math.sin(angle), radius * math.cos(angle)


def _isometric(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


class Frame(NamedTuple):
    """A rectangle of the earth: from its west and east edge at one latitude, and two others."""

    west: float
    east: float
    at: float
    south: float
    north: float


PROJECTION = Conic(43.7, 38.0, 44.0)

REGION = Frame(35.2, 52.6, at=37.0, south=36.3, north=46.25)
"""From the eastern Black Sea and Ceyhan to the Caspian."""

CLOSE = Frame(40.6, 51.7, at=40.0, south=38.2, north=43.7)
"""Georgia, Armenia and Azerbaijan."""


class Drawing:
    """Turns degrees into units of the drawing, rounded to a tenth."""

    def __init__(self, frame: Frame) -> None:
        left, top, right, bottom = _corners(frame)
        self._left, self._top = left, top
        self._scale = WIDTH / (right - left)
        self.height = round((bottom - top) * self._scale)

    def point(self, longitude: float, latitude: float) -> Point:
        """Give where a point of the earth stands."""
        x, y = PROJECTION(longitude, latitude)
        return round((x - self._left) * self._scale, 1), round((y - self._top) * self._scale, 1)

    def box(self, frame: Frame) -> Box:
        """Give left, top, width and height of a part that has the drawing's proportions."""
        left, top, right, bottom = _corners(frame)
        width = (right - left) * self._scale
        height = width * self.height / WIDTH
        middle = ((top + bottom) / 2 - self._top) * self._scale
        x = (left - self._left) * self._scale
        return round(x, 1), round(middle - height / 2, 1), round(width, 1), round(height, 1)

    def path(self, geometry: str) -> str:
        """Give a shape in well-known text as the commands of an SVG path."""
        closed = "POLYGON" in geometry
        return "".join(
            _commands([self.point(*degrees) for degrees in run], closed=closed)
            for run in _runs(geometry)
        )


def _corners(frame: Frame) -> Box:
    left, _ = PROJECTION(frame.west, frame.at)
    right, _ = PROJECTION(frame.east, frame.at)
    middle = (frame.west + frame.east) / 2
    return left, PROJECTION(middle, frame.north)[1], right, PROJECTION(middle, frame.south)[1]


def _runs(geometry: str) -> Iterator[list[Point]]:
    """Give the runs of points of well-known text, whatever it groups them into."""
    for run in geometry[geometry.index("(") :].split("("):
        if points := run.rstrip("), "):
            yield [_degrees(pair) for pair in points.split(", ")]


def _degrees(pair: str) -> Point:
    longitude, latitude = map(float, pair.split())
    return longitude, latitude


def _commands(points: Sequence[Point], *, closed: bool) -> str:
    """Give an SVG path of steps, which are shorter than places."""
    (x, y), *rest = points[:-1] if closed else points
    steps = []
    for right, down in rest:
        if (right, down) != (x, y):
            steps.append(f"{right - x:.1f} {down - y:.1f}".replace(".0", ""))
        x, y = right, down
    start = f"M{points[0][0]:g} {points[0][1]:g}"
    return f"{start}l{' '.join(steps)}{'z' if closed else ''}" if steps else ""


def shift(
    leg: tuple[str, str], own: str, lane: Sequence[str], points: Mapping[str, Point]
) -> float:
    """Give how far a line stands to the left of a leg, seen along it."""
    # Lanes are counted from north to south; on the way east, north is to the left.
    eastward = points[leg[0]][0] < points[leg[1]][0]
    place = ((len(lane) - 1) / 2 - lane.index(own)) * STEP
    return place if eastward else -place


def beside(points: Sequence[Point], shifts: Sequence[float]) -> list[Point]:
    """Give a line that runs beside another, leg by leg at its own distance."""
    normals = [_normal(one, other) for one, other in pairwise(points)]
    ends = [normals[0], *normals, normals[-1]]
    far = [shifts[0], *shifts, shifts[-1]]
    return [
        _corner(point, ends[at], far[at], ends[at + 1], far[at + 1])
        for at, point in enumerate(points)
    ]


def _normal(one: Point, other: Point) -> Point:
    """Give the direction to the left of the way from one point to another."""
    right, down = other[0] - one[0], other[1] - one[1]
    length = math.hypot(right, down)
    return down / length, -right / length


def _corner(point: Point, before: Point, near: float, after: Point, far: float) -> Point:
    """Give where two legs meet that stand so far to the left of those that meet in a point."""
    turn = before[0] * after[1] - before[1] * after[0]
    if abs(turn) < _STRAIGHT:
        right = (before[0] * near + after[0] * far) / 2
        down = (before[1] * near + after[1] * far) / 2
    else:
        right = (near * after[1] - far * before[1]) / turn
        down = (far * before[0] - near * after[0]) / turn
    return round(point[0] + right, 1), round(point[1] + down, 1)


def label_along(line: Sequence[Point], lanes: Sequence[int], box: Box) -> Json | None:
    """Give the middle and slope of the longest leg that a line has for itself, or of its last."""
    legs = [
        (lane, [_clipped(point, leg, box) for point in leg])
        for leg, lane in zip(pairwise(line), lanes, strict=True)
        if any(is_in(point, box) for point in leg)
    ]
    alone = [leg for lane, leg in legs if lane == 1]
    if not legs or (alone and max(math.dist(*leg) for leg in alone) < _NAMEABLE):
        return None
    lane, leg = (1, max(alone, key=lambda leg: math.dist(*leg))) if alone else legs[-1]
    (left, at_left), (right, at_right) = sorted(leg)
    slope = math.degrees(math.atan2(at_right - at_left, right - left))
    return {
        "x": round((left + right) / 2, 1),
        "y": round((at_left + at_right) / 2, 1),
        "angle": round(slope, 1),
        # In units: above a line that runs alone, below all those that run side by side.
        "off": 0 if lane == 1 else lane * STEP / 2,
    }


def exits(line: Sequence[Point], box: Box, end: str) -> list[Json]:
    """Give where a line leaves a box for good, which way, and where it leads."""
    for leg in reversed(list(pairwise(line))):
        one, other = leg
        if is_in(one, box) and not is_in(other, box):
            x, y = _clipped(other, leg, box)
            angle = math.degrees(math.atan2(other[1] - one[1], other[0] - one[0]))
            return [
                {
                    "x": x,
                    "y": y,
                    "angle": round(angle, 1),
                    "name": end,
                    "text": _beyond(x, y, leg, box),
                }
            ]
    return []


def _beyond(x: float, y: float, leg: tuple[Point, Point], box: Box) -> tuple[int, int, str]:
    """Give where to write, within a box, what a line that leaves it there leads to."""
    (ax, ay), (bx, by) = leg
    if y <= box[1] + 1:
        # Through the top: beneath, on the side that the line does not come from.
        return (-13, 15, "end") if bx < ax else (13, 15, "start")
    # Through a side: above the line where it climbs, below it where it sinks.
    down = 15 if by > ay else -6
    return (13, down, "start") if x < box[0] + box[2] / 2 else (-13, down, "end")


def _clipped(point: Point, leg: tuple[Point, Point], box: Box) -> Point:
    """Give the point of a leg nearest to one of its ends that is in a box the leg meets."""
    if is_in(point, box):
        return point
    other = leg[0] if leg[1] == point else leg[1]
    left, top, width, height = box
    shares = []
    for axis, edge in ((0, left), (0, left + width), (1, top), (1, top + height)):
        reach = other[axis] - point[axis]
        if reach and 0 <= (share := (edge - point[axis]) / reach) <= 1:
            x = point[0] + share * (other[0] - point[0])
            y = point[1] + share * (other[1] - point[1])
            if is_in((round(x, 1), round(y, 1)), box):
                shares.append((share, round(x, 1), round(y, 1)))
    _, x, y = min(shares)
    return x, y


def is_in(point: Point, box: Box) -> bool:
    """Say whether a point lies in a box, edges included."""
    left, top, width, height = box
    return left <= point[0] <= left + width and top <= point[1] <= top + height
