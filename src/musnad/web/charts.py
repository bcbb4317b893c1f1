"""Charts as inline SVG, made on the server: no script draws them, and each has its table beside it."""

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from musnad.web.language import Reading
from musnad.web.summary import Count

_WIDTH, _HEIGHT = 600, 120
_FOOT = 18
_GAP = 0.2


def columns(counts: Sequence[Count], reading: Reading, title: str, address: Callable[[str], str]) -> Markup:
    """Bars over time, the earliest where the reader begins to read. *address*: where a bar leads."""
    if not counts:
        return Markup("")
    most = max(n for _, n in counts) or 1
    room = _WIDTH / len(counts)
    parts = []
    for place, (when, n) in enumerate(counts):
        at = place * room if reading.direction == "ltr" else _WIDTH - (place + 1) * room
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
    left, right = (first, last) if reading.direction == "ltr" else (last, first)
    if len(counts) == 1:
        right = ""
    return Markup(
        '<svg class="chart" viewBox="0 0 {w} {h}" role="group" aria-label="{title}" direction="ltr">'
        '<line x1="0" x2="{w}" y1="{y}" y2="{y}"/>{bars}'
        '<text x="0" y="{h}" text-anchor="start">{left}</text>'
        '<text x="{w}" y="{h}" text-anchor="end">{right}</text></svg>'
    ).format(
        w=_WIDTH, h=_HEIGHT, y=_HEIGHT - _FOOT, title=title, bars=Markup("").join(parts),
        left=escape(left), right=escape(right),
    )  # fmt: skip


def bar(part: int, whole: int) -> Markup:
    """A bar as wide as the share; it grows from where the reader begins to read, mirrored by the style sheet."""
    share = 100 * part / whole if whole else 0
    return Markup(
        '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{:.1f}" height="4"/></svg>'
    ).format(max(share, 0.5))
