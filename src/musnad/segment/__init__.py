"""Stories, paragraphs, sentences, words and quotation marks."""

from musnad.segment.quotes import pair_quotes
from musnad.segment.sentences import sentences
from musnad.segment.tokens import Token, TokenKind, tokenise

__all__ = ["Token", "TokenKind", "pair_quotes", "sentences", "tokenise"]
