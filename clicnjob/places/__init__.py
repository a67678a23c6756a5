"""Where things are: communes, départements and regions, distance and travel time, and reading a place in an offer."""
