"""What words mean where they stand: a small language model of Arabic news that the trained readers look through."""

from musnad.encode.encoder import Encoder, load_encoder
from musnad.encode.layers import Lstm, bidirectional

__all__ = ["Encoder", "Lstm", "bidirectional", "load_encoder"]
