"""Pasted texts and links: read at once, kept only when asked for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from musnad.gather import Metadata
from musnad.gather.events import Found
from musnad.gather.web import Failure, Fetcher, Request, WebLimits, WebSettings
from musnad.gather.web.articles import article
from musnad.model import Analysis, MusnadError, Problem, Report, Snapshot
from musnad.web.settings import DeskSettings
from musnad.web.store import Busy

# Readings at a time: more would only make each of them slower.
_AT_A_TIME = 2
_PASTED = "desk:paste"


class Intake:
    """Makes analyses of what somebody pastes. May be used by several threads."""

    def __init__(self, settings: DeskSettings) -> None:
        self._settings = settings
        self._turns = threading.BoundedSemaphore(_AT_A_TIME)
        self._expected = threading.Lock()
        limits = WebLimits(silence=10.0, seconds=20.0, tries=1, delay=0.5, patience=5.0)
        self._web = WebSettings(limits, allow_private=settings.allow_private)

    def pasted(self, text: str, outlet: str, day: str) -> tuple[Analysis, Snapshot]:
        """The reading of a text that somebody pasted.

        Raises:
            MusnadError: there is none, it is too long, or the day is none; Busy.
        """
        # Browsers send CRLF whatever was pasted.
        text = text.replace("\r\n", "\n").strip("\n")
        most = self._settings.paste
        if len(text) > most:
            raise MusnadError(f"The text is longer than {most:,} characters. Read it with «musnad read».")
        try:
            published = date.fromisoformat(day) if day else None
        except ValueError:
            raise MusnadError(f"«{day}» is no day. Write it like 2031-03-05.") from None
        report = Report(text, outlet.strip() or None, published)
        return self._read(report), Snapshot.of(text.encode("utf-8", "surrogatepass"), _PASTED)

    def linked(self, url: str) -> tuple[Analysis, Snapshot | None]:
        """The reading of the page at *url*, which is asked for as «musnad fetch» does.

        Raises:
            MusnadError: it could not be fetched, holds no article, or links are not followed here; Busy.
        """
        if self._settings.demo:
            raise MusnadError("This demonstration follows no links. Paste the text instead.")
        with self._turn(), Fetcher(self._web) as fetcher:
            try:
                received = fetcher.get(Request(url))
            except Failure as failure:
                raise MusnadError(f"{url}: {failure.message}") from failure
        problems: list[str] = []
        for each in article(received, Metadata()):
            if isinstance(each, Found):
                return self._read(each.report), each.snapshot
            if isinstance(each, Problem):
                problems.append(each.message)
        raise MusnadError(" ".join(problems) or f"{url} holds no article that could be read.")

    def warm(self) -> None:
        """Load what tells the values of figures and dates, so that the first report is shown as fast as the next."""
        from musnad.web.marking import values

        values("1", None)

    def expect(self) -> None:
        """Somebody is about to paste a text: load the reader behind the scenes, once.

        It takes two seconds and 200 MB, which a desk on which nobody pastes does without.
        """
        if self._expected.acquire(blocking=False):
            threading.Thread(target=self._read, args=(Report(""),), daemon=True).start()

    def _read(self, report: Report) -> Analysis:
        # Loading it takes a second, and whoever only looks does not need it.
        from musnad.pipeline import analyse

        with self._turn():
            return analyse(report)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=self._settings.seconds * 2):
            raise Busy("Others are having texts read. Try again in a moment.")
        try:
            yield
        finally:
            self._turns.release()
