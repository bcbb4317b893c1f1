"""The stages in order: fold, tokenise, divide, find, attribute."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from musnad.attribute import Layers, attribute, stories
from musnad.encode import Encoded, single_thread
from musnad.find.entities import Story, find_entities
from musnad.find.entities.gazetteer import gazetteer_with
from musnad.find.names import tag_names
from musnad.find.numbers import figures_in
from musnad.find.places import places_in
from musnad.find.times import find_in
from musnad.model import Analysis, Report, Settings
from musnad.normalise import fold
from musnad.segment import pair_quotes, tokenise
from musnad.segment.blocks import divide

_DEFAULTS = Settings()
_loaded = False


@contextmanager
def _loading() -> Iterator[None]:
    """Spares the collector of garbage what the first report of a process loads, lexicons and weights.

    None of that is ever garbage, and going through it again and again took a second of two and a half. What else
    the process holds at that moment is spared with it, once.
    """
    global _loaded
    paused = not _loaded and gc.isenabled()
    if paused:
        gc.disable()
    try:
        yield
    finally:
        _loaded = True
        if paused:
            gc.freeze()
            gc.enable()


@_loading()
@single_thread()
def analyse(report: Report, settings: Settings = _DEFAULTS) -> Analysis:
    """Read a report: its blocks, its attributions with their chains, the outlet's own narration, and who, when, how
    many and where.

    All spans index ``report.text`` in code points. Linear in the length of the text; an empty text
    yields an empty analysis.

    >>> import musnad
    >>> report = musnad.Report(text="قال وزير الري كنعان السروي إن السد آمن.", outlet="وكالة الوادي")
    >>> [(a.speaker, a.content.of(report.text)) for a in musnad.analyse(report).attributions]
    [('كنعان السروي', 'السد آمن')]
    """
    folded = fold(report.text)
    tokens = tokenise(folded)
    partner = pair_quotes(tokens)
    blocks = divide(report.text, tokens)
    encoded = Encoded(tokens, partner=partner)
    labels = tag_names(tokens, encoded)
    ranges = [Story(number, *ends) for number, ends in stories(blocks).items()]
    own = gazetteer_with(settings.own)
    mentions = find_entities(report.text, tokens, labels, ranges, report.published, own)
    layers = Layers(labels, mentions, encoded)
    attributions, narration = attribute(report.text, tokens, partner, blocks, settings, layers)
    return Analysis(
        report,
        tuple(block for block, _, _ in blocks),
        attributions,
        narration,
        mentions,
        times=find_in(folded, report.published),
        figures=figures_in(tokens, report.text),
        places=places_in(report.text, tokens, labels),
    )
