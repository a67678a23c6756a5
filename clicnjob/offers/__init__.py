"""Job offers: read from the sources' files, washed, kept week after week, searched; knows nothing of profiles."""
