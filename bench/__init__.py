"""How fast Musnad reads, and in how much memory."""
