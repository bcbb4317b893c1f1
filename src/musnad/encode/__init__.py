"""What words mean where they stand: a small language model of Arabic news that the trained readers look through."""

from musnad.encode.encoder import Encoder, load_encoder, lstm, read_encoder
from musnad.encode.labels import likeliest
from musnad.encode.layers import Lstm, batches, bidirectional
from musnad.encode.report import Encoded, units
from musnad.encode.states import seen_states
from musnad.encode.threads import single_thread
from musnad.encode.unknown import Unknown, root_of

__all__ = [
    "Encoded",
    "Encoder",
    "Lstm",
    "Unknown",
    "batches",
    "bidirectional",
    "likeliest",
    "load_encoder",
    "lstm",
    "read_encoder",
    "root_of",
    "seen_states",
    "single_thread",
    "units",
]
