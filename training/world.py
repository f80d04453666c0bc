"""Make newscli/rendering/html/world.path, the outline of the world's land: python -m training.world land-110m.json

The outline is Natural Earth's at 1:110 million, in the public domain, as the npm package `world-atlas` (ISC) carries it
in TopoJSON. It becomes the path of an SVG in plate carrée: a unit is a quarter of a degree, x runs east from 180° W,
y south from 90° N. What lies south of 60° S, small islands, and points that hardly bend a coast are left out.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "newscli" / "rendering" / "html" / "world.path"
UNITS = 4  # a degree
SOUTH_END = -60.0  # degrees
MAX_SHIFT = 0.2  # degrees by which a coast may be off
MIN_AREA = 1.5  # square degrees

Point = tuple[float, float]


def read_rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield the rings of all land, in degrees (TopoJSON 1.0, sections 2.1.3 and 2.1.4)."""
    (x_scale, y_scale), (x_shift, y_shift) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = (list(accumulate(point[k] for point in arc)) for k in (0, 1))
        arcs.append([(x * x_scale + x_shift, y * y_scale + y_shift) for x, y in zip(xs, ys, strict=True)])
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points: list[Point] = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points += arc[1:] if points else arc
                yield points


def unwrap(ring: Sequence[Point]) -> Iterator[list[Point]]:
    """Yield a ring without a jump at 180° of longitude; twice, once at either edge of the map, if it goes beyond."""
    xs = [ring[0][0]]
    for (x1, _), (x2, _) in pairwise(ring):
        turn = 360 if x2 - x1 < -180 else -360 if x2 - x1 > 180 else 0
        xs.append(xs[-1] + x2 - x1 + turn)
    shifts = [0, *([-360] if max(xs) > 180 else []), *([360] if min(xs) < -180 else [])]
    for shift in shifts:
        yield [(x + shift, y) for x, (_, y) in zip(xs, ring, strict=True)]


def simplify(points: Sequence[Point]) -> list[Point]:
    """Drop the points that lie near the line between those that stay (Douglas and Peucker 1973)."""
    if len(points) < 3:
        return list(points)
    distances = [measure_distance(point, points[0], points[-1]) for point in points]
    farthest = max(range(len(points)), key=distances.__getitem__)
    if distances[farthest] <= MAX_SHIFT:
        return [points[0], points[-1]]
    return simplify(points[: farthest + 1])[:-1] + simplify(points[farthest:])


def measure_distance(point: Point, start: Point, end: Point) -> float:
    """Measure how far a point is from a line, in degrees."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = float(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
    if length == 0:
        return float(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def measure_area(ring: Sequence[Point]) -> float:
    """Measure the area of a ring, in square degrees."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]))) / 2


def write_path(rings: Sequence[Sequence[Point]]) -> str:
    """Write rings as an SVG path, with each point relative to the one before."""
    parts = []
    for ring in rings:
        points = [(round((x + 180) * UNITS), round((90 - y) * UNITS)) for x, y in ring]
        steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)]
        line = " ".join(f"{x} {y}" for x, y in steps if x or y).replace(" -", "-")
        parts.append(f"M{points[0][0]} {points[0][1]}l{line}z")
    return "".join(parts)


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    rings = [part for ring in read_rings(topology) if max(y for _, y in ring) > SOUTH_END for part in unwrap(ring)]
    rings = [ring for ring in rings if measure_area(ring) > MIN_AREA]
    OUT.write_text(write_path([simplify(ring) for ring in rings]) + "\n", "ascii")


if __name__ == "__main__":
    main()
