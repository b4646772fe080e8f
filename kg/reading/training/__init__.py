"""Training of the reading models; not needed at run time."""
