"""PDF, made letter by letter here: a program's shaping is imitated by the glyphs and places that it would write."""

import pytest

from musnad.gather import Limits, gather
from musnad.gather.pdf_files import Line, normal, paragraphs

from .conftest import Write, only_problem, only_report
from .texts import BREAD, DAM

_SIZE = 10.0


def pdf(*pages: list[str], ligatures: bool = False, extra: str = "") -> bytes:
    """A PDF with a text layer: each line from right to left, letter by letter; with *ligatures* «لا» is one glyph."""
    glyphs: dict[str, int] = {}
    streams = []
    for lines in pages:
        operators = ["BT /F1 10 Tf"]
        for number, line in enumerate(lines):
            x, y = 560.0, 800.0 - 15 * number
            for glyph in _glyphs(line, ligatures):
                code = glyphs.setdefault(glyph, len(glyphs) + 1)
                x -= _SIZE / 2
                operators.append(f"1 0 0 1 {x:.1f} {y:.1f} Tm <{code:02x}> Tj")
        operators.append("ET")
        streams.append("\n".join(operators))
    return _file(streams, glyphs, extra)


def _glyphs(line: str, ligatures: bool) -> list[str]:
    found: list[str] = []
    for letter in line:
        if ligatures and found and found[-1] == "ل" and letter in "اأإآ":
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _file(streams: list[str], glyphs: dict[str, int], extra: str) -> bytes:
    codes = "".join(f"<{code:02x}> <{glyph.encode('utf-16-be').hex()}>\n" for glyph, code in glyphs.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{codes}endbfchar endcmap end end"
    )
    box = "500 0 0 -200 500 800 d1 0 0 500 700 re f"
    numbers = range(1, len(glyphs) + 1)
    pages = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>",
        f"<< /Type /Pages /Count {len(streams)} /Kids [{pages}] >>",
        # A font of boxes, because that is all that can be drawn in a line; what they mean is said beside them.
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 500 800] /FontMatrix [0.001 0 0 0.001 0 0] /Resources << >>"
        f" /CharProcs << {' '.join(f'/g{n} 4 0 R' for n in numbers)} >> /FirstChar 1 /LastChar {len(glyphs)}"
        f" /Encoding << /Type /Encoding /Differences [1 {' '.join(f'/g{n}' for n in numbers)}] >>"
        f" /Widths [{' '.join('500' for _ in numbers)}] /ToUnicode 5 0 R >>",
        f"<< /Length {len(box)} >>\nstream\n{box}\nendstream",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {7 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{tail}".encode()


@pytest.mark.parametrize("ligatures", [False, True])
def test_letters_come_in_the_order_of_reading(write: Write, ligatures: bool) -> None:
    line = "قال الوالي إن السلامة أولا وإن الأمر لله"
    report = only_report(write("a.pdf", pdf([line, BREAD[:60]], ligatures=ligatures)))
    assert report.text.split("\n")[0] == line
    assert report.name == "a.pdf"


def test_lines_of_a_paragraph_are_joined(write: Write) -> None:
    lines = [BREAD[:40], BREAD[41:], DAM[:40], DAM[41:]]
    text = only_report(write("a.pdf", pdf(lines, [BREAD]))).text
    assert text.replace("\n", " ") == " ".join((*lines, BREAD))
    assert len(text.split("\n")) < 5


def test_presentation_forms() -> None:
    assert normal("ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﺍﻟﺴﻼﻣﺔ، ½") == "قال الوزير إن السلامة، ½"


def test_paragraphs() -> None:
    full = "كلمة " * 12
    lines = [
        Line(full.strip(), 100.0),
        Line(full.strip(), 90.0),
        Line("نهاية.", 80.0),
        Line(full.strip(), 70.0),
        Line("عنوان", 50.0),
    ]
    assert [len(each.split()) for each in paragraphs(lines).split("\n")] == [25, 12, 1]
    assert paragraphs([]) == ""


def test_a_scan_has_no_text(write: Write) -> None:
    assert "a scan" in only_problem(write("a.pdf", pdf([]))).message
    assert "a scan" in only_problem(write("b.pdf", pdf(["12"]))).message


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(100), b"x"])
def test_what_is_no_pdf(write: Write, data: bytes) -> None:
    assert "no PDF that can be read" in only_problem(write("a.pdf", data)).message


def test_a_pdf_that_breaks_off(write: Write) -> None:
    events = list(gather([write("a.pdf", pdf([BREAD])[:900])]))
    assert len(events) >= 1


def test_limits(write: Write) -> None:
    path = write("a.pdf", pdf([BREAD], [DAM]))
    for limits, message in (
        (Limits(pages=1), "more than 1 pages"),
        (Limits(document=100), "larger than"),
        (Limits(text=50), "too much for one report"),
    ):
        (problem,) = gather([path], limits=limits)
        assert message in str(problem)


def test_by_its_beginning(write: Write) -> None:
    assert only_report(write("report", pdf([BREAD]))).text == BREAD
