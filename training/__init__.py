"""How the trained parts of the reader are made. Not needed to install, run or test Musnad."""
