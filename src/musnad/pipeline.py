"""The stages in order: fold, tokenise, divide, find, attribute."""

from musnad.attribute import Layers, attribute, stories
from musnad.encode import Encoded
from musnad.find.entities import Story, find_entities
from musnad.find.entities.gazetteer import gazetteer_with
from musnad.find.names import tag_names
from musnad.model import Analysis, Report, Settings
from musnad.normalise import fold
from musnad.segment import pair_quotes, tokenise
from musnad.segment.blocks import divide

_DEFAULTS = Settings()


def analyse(report: Report, settings: Settings = _DEFAULTS) -> Analysis:
    """Read a report: its blocks, its attributions with their chains, and the outlet's own narration.

    All spans index ``report.text`` in code points. Linear in the length of the text; an empty text
    yields an empty analysis.

    >>> import musnad
    >>> report = musnad.Report(text="قال وزير الري كنعان السروي إن السد آمن.", outlet="وكالة الوادي")
    >>> [(a.speaker, a.content.of(report.text)) for a in musnad.analyse(report).attributions]
    [('كنعان السروي', 'السد آمن')]
    """
    tokens = tokenise(fold(report.text))
    partner = pair_quotes(tokens)
    blocks = divide(report.text, tokens)
    encoded = Encoded(tokens)
    labels = tag_names(tokens, encoded)
    ranges = [Story(number, *ends) for number, ends in stories(blocks).items()]
    own = gazetteer_with(settings.own)
    mentions = find_entities(report.text, tokens, labels, ranges, report.published, own)
    layers = Layers(labels, mentions, encoded)
    attributions, narration = attribute(report.text, tokens, partner, blocks, settings, layers)
    return Analysis(report, tuple(block for block, _, _ in blocks), attributions, narration, mentions)
