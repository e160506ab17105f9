"""Draws the table of `cargo xtask bench matching` as an SVG: seconds by mentees, both logarithmic.

    python matching_plot.py TABLE.md PLOT.svg

The standard library is enough. The first Markdown table whose head begins with `mentees, seats | ours` is taken.
"""

import math
import re
import sys

NAMES = ["ours", "OR-tools", "SciPy", "lap"]
WIDTH, HEIGHT, LEFT, TOP, BOTTOM, GAP = 900, 400, 60, 56, 48, 140

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f } .small { font-size: 12px; fill: #57606a }
.title { font-weight: 600 } .grid { stroke: #d0d7de } .line { fill: none; stroke-width: 2 }
.c0 { stroke: #0550ae } .c1 { stroke: #bc4c00 } .c2 { stroke: #6639ba } .c3 { stroke: #116329 }
.d0 { fill: #0550ae } .d1 { fill: #bc4c00 } .d2 { fill: #6639ba } .d3 { fill: #116329 }
.c0 { stroke-width: 3.5 } .paper { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .small { fill: #9198a1 } .grid { stroke: #3d444d } .paper { fill: #0d1117 }
  .c0 { stroke: #79c0ff } .c1 { stroke: #ffa657 } .c2 { stroke: #d2a8ff } .c3 { stroke: #7ee787 }
  .d0 { fill: #79c0ff } .d1 { fill: #ffa657 } .d2 { fill: #d2a8ff } .d3 { fill: #7ee787 }
}
"""


def rows(markdown):
    """(seats, mentees, [seconds of each]) of every line of the table."""
    found, is_in = [], False
    for line in markdown.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells[:2] == ["mentees, seats", "ours"]:
            is_in = True
        elif is_in and line.startswith("|---"):
            continue
        elif is_in and line.startswith("|"):
            mentees, seats = re.fullmatch(r"([\d,]+), (.+)", cells[0]).groups()
            seconds = [float(cell.split(" s")[0]) for cell in cells[1:5]]
            found.append((seats, int(mentees.replace(",", "")), seconds))
        elif is_in:
            break
    if not found:
        sys.exit("There is no table of solving.")
    return found


def panel(at, title, lines, low, high):
    width = (WIDTH - 2 * (LEFT + GAP)) / 2
    left = LEFT + at * (width + GAP + LEFT)
    sizes = [size for size, _ in lines]
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])
    x = lambda size: left + (math.log10(size) - first) / max(last - first, 1e-9) * width
    y = lambda seconds: HEIGHT - BOTTOM - (math.log10(seconds) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)
    out = [f'<text class="title" x="{left:.0f}" y="{TOP - 18}">{title}</text>']
    for power in range(low, high + 1):
        height = y(10**power)
        out.append(f'<path class="grid" d="M{left:.0f} {height:.1f}H{left + width:.0f}"/>')
        label = f"{10**power:g} s"
        out.append(f'<text class="small" x="{left - 8:.0f}" y="{height + 4:.1f}" text-anchor="end">{label}</text>')
    for size in sizes:
        out.append(
            f'<text class="small" x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,}</text>'
        )
    out.append(
        f'<text class="small" x="{left + width / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle">mentees</text>'
    )
    ends = sorted((y(seconds[who]) for who, _ in enumerate(NAMES) for seconds in [lines[-1][1]]))
    ends = dict(zip(sorted(range(len(NAMES)), key=lambda who: y(lines[-1][1][who])), ends))
    free = TOP - 20.0
    for who in sorted(ends, key=ends.get):
        points = [(x(size), y(seconds[who])) for size, seconds in lines]
        path = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
        out.append(f'<path class="line c{who}" d="{path}"/>')
        out.extend(f'<circle class="d{who}" cx="{px:.1f}" cy="{py:.1f}" r="3.5"/>' for px, py in points)
        # Names stand at the ends of their lines, one below another where those are close.
        free = max(free + 16, ends[who] + 4)
        name = f"{NAMES[who]}, {lines[-1][1][who]:g} s"
        out.append(f'<text class="d{who}" x="{left + width + 8:.0f}" y="{free:.1f}">{name}</text>')
    return out


def main(table, plot):
    with open(table, encoding="utf-8") as file:
        found = rows(file.read())
    seconds = [number for _, _, numbers in found for number in numbers]
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-label="Seconds to solve by number of mentees: ours below OR-tools, SciPy and lap.">',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
    ]
    for at, (seats, title) in enumerate([("1 to 3", "One to three seats a mentor"), ("one", "One seat a mentor")]):
        lines = sorted((size, numbers) for kind, size, numbers in found if kind == seats)
        out += panel(at, title, lines, low, high)
    out.append("</svg>")
    with open(plot, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


main(*sys.argv[1:3])
