"""What words mean where they stand: a small language model of Arabic news that the trained readers look through."""

from musnad.encode.encoder import Encoder, load_encoder
from musnad.encode.layers import Lstm, batches, bidirectional
from musnad.encode.report import Encoded, units

__all__ = ["Encoded", "Encoder", "Lstm", "batches", "bidirectional", "load_encoder", "units"]
