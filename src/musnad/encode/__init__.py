"""What words mean where they stand: a small language model of Arabic news that the trained readers look through."""

from musnad.encode.encoder import Encoder, load_encoder, lstm, read_encoder
from musnad.encode.labels import likeliest
from musnad.encode.layers import Lstm, batches, bidirectional
from musnad.encode.report import Encoded, units
from musnad.encode.threads import single_thread

__all__ = [
    "Encoded",
    "Encoder",
    "Lstm",
    "batches",
    "bidirectional",
    "likeliest",
    "load_encoder",
    "lstm",
    "read_encoder",
    "single_thread",
    "units",
]
