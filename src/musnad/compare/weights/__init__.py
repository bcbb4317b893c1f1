"""Trained weights and counted words; made by ``training/``."""
