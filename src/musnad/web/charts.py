"""Charts as inline SVG, made on the server: no script draws them, and each has its table beside it."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from musnad.web.language import Reading
from musnad.web.summary import Count

_WIDTH, _HEIGHT = 400, 100
_FOOT = 18
_WIDEST = 40
# So much room the two labels of the ends need.
_LABELS = 200
_GAP = 0.2


def columns(
    counts: Sequence[Count],
    reading: Reading,
    title: str,
    address: Callable[[str], str],
    most: int = 0,
    width: int = _WIDTH,
) -> Markup:
    """Bars over time, the earliest where the reader begins to read.

    Args:
        address: where a bar leads.
        most: the number that a bar of full height stands for; the largest of these if 0.
        width: of the chart, in units of its labels' size.
    """
    if not counts:
        return Markup("")
    most = most or max(n for _, n in counts) or 1
    room = min(width / len(counts), _WIDEST)
    parts = []
    for place, (when, n) in enumerate(counts):
        at = place * room if reading.direction == "ltr" else width - (place + 1) * room
        tall = (_HEIGHT - _FOOT) * n / most
        if n:
            label = f"{reading.day(when)}: {reading.number(n)}"
            parts.append(
                Markup('<a href="{}" aria-label="{}"><title>{}</title><rect x="{:.1f}" y="{:.1f}" width="{:.1f}"'
                ' height="{:.1f}"/></a>').format(
                    address(when), label, label, at + room * _GAP / 2, _HEIGHT - _FOOT - max(tall, 1.5),
                    room * (1 - _GAP), max(tall, 1.5),
                )
            )  # fmt: skip
    first, last = reading.day(counts[0][0]), reading.day(counts[-1][0])
    wide = min(width, max(room * len(counts), _LABELS))
    if len(counts) == 1:
        last = ""
    if reading.direction == "ltr":
        begin, end, left, right = 0.0, wide, first, last
    else:
        begin, end, left, right = width - wide, float(width), last, first
    return Markup(
        '<svg class="chart" viewBox="0 0 {w} {h}" role="group" aria-label="{title}" direction="ltr">'
        '<line x1="{begin:.1f}" x2="{end:.1f}" y1="{y}" y2="{y}"/>{bars}'
        '<text x="{begin:.1f}" y="{h}" text-anchor="start">{left}</text>'
        '<text x="{end:.1f}" y="{h}" text-anchor="end">{right}</text></svg>'
    ).format(
        w=width, h=_HEIGHT, y=_HEIGHT - _FOOT, title=title, bars=Markup("").join(parts),
        begin=begin, end=end, left=left, right=right,
    )  # fmt: skip


def bar(part: int, whole: int) -> Markup:
    """A bar as wide as the share; it grows from where the reader begins to read, mirrored by the style sheet."""
    share = 100 * part / whole if whole else 0
    return Markup(
        '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{:.1f}" height="4"/></svg>'
    ).format(max(share, 0.5))
