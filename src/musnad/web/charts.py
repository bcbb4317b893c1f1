"""Charts as inline SVG, made on the server: no script draws them, and each has its table beside it."""

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup

from musnad.web.language import Reading
from musnad.web.summary import Count

_WIDTH, _HEIGHT = 400, 106
_SMALL = 200
# Below the bars: a line of the type on paper, whose Arabic letters need more room than Latin ones.
_FOOT = 25
_WIDEST = 40
# So much room the two labels of the ends need.
_LABELS = 200
_GAP = 0.2


def columns(counts: Sequence[Count], reading: Reading, title: str, address: Callable[[str], str]) -> Markup:
    """Bars over time, the earliest where the reader begins to read. *address*: where a bar leads."""
    if not counts:
        return Markup("")
    most = max(n for _, n in counts) or 1
    parts = []
    for (when, n), (x, y, wide, tall) in zip(counts, _bars(counts, reading, most, _WIDTH), strict=True):
        if n:
            label = f"{reading.day(when)}: {reading.number(n)}"
            parts.append(
                Markup('<a href="{}" aria-label="{}"><title>{}</title><rect x="{:.1f}" y="{:.1f}" width="{:.1f}"'
                ' height="{:.1f}"/></a>').format(address(when), label, label, x, y, wide, tall)
            )  # fmt: skip
    return _framed(Markup("").join(parts), counts, reading, title, _WIDTH, "group")


def small(counts: Sequence[Count], reading: Reading, title: str, most: int) -> Markup:
    """The same as a picture that leads nowhere, to stand beside others; a bar of full height stands for *most*."""
    if not counts:
        return Markup("")
    drawn = [
        f"M{x:.1f} {y:.1f}h{wide:.1f}v{tall:.1f}h-{wide:.1f}z"
        for (_, n), (x, y, wide, tall) in zip(counts, _bars(counts, reading, most or 1, _SMALL), strict=True)
        if n
    ]
    return _framed(Markup('<path d="{}"/>').format("".join(drawn)), counts, reading, title, _SMALL, "img")


def _bars(counts: Sequence[Count], reading: Reading, most: int, width: int) -> Iterator[tuple[float, ...]]:
    """Place, breadth and height of each bar."""
    room = min(width / len(counts), _WIDEST)
    for place, (_, n) in enumerate(counts):
        at = place * room if reading.direction == "ltr" else width - (place + 1) * room
        tall = max((_HEIGHT - _FOOT) * n / most, 1.5)
        yield at + room * _GAP / 2, _HEIGHT - _FOOT - tall, room * (1 - _GAP), tall


def _framed(bars: Markup, counts: Sequence[Count], reading: Reading, title: str, width: int, role: str) -> Markup:
    """The chart around *bars*, with the first and the last moment."""
    first, last = reading.day(counts[0][0]), reading.day(counts[-1][0])
    wide = min(width, max(min(width / len(counts), _WIDEST) * len(counts), _LABELS))
    if len(counts) == 1:
        last = ""
    # What is the start of a text depends on its own direction.
    if reading.direction == "ltr":
        begin, end, left, right, edges = 0.0, wide, first, last, ("start", "end")
    else:
        begin, end, left, right, edges = width - wide, float(width), last, first, ("end", "start")
    return Markup(
        '<svg class="chart" viewBox="0 0 {w} {h}" role="{role}" aria-label="{title}">'
        '<line x1="{begin:.1f}" x2="{end:.1f}" y1="{y}" y2="{y}"/>{bars}'
        '<text x="{begin:.1f}" y="{h}" direction="{direction}" text-anchor="{edges[0]}">{left}</text>'
        '<text x="{end:.1f}" y="{h}" direction="{direction}" text-anchor="{edges[1]}">{right}</text></svg>'
    ).format(
        w=width, h=_HEIGHT, y=_HEIGHT - _FOOT, role=role, title=title, bars=bars, begin=begin, end=end, left=left,
        right=right, edges=edges, direction=reading.direction,
    )  # fmt: skip


def bar(part: int, whole: int) -> Markup:
    """A bar as wide as the share; it grows from where the reader begins to read, mirrored by the style sheet."""
    share = 100 * part / whole if whole else 0
    return Markup(
        '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{:.1f}" height="4"/></svg>'
    ).format(max(share, 0.5))
