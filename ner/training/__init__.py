"""Scripts that build gazetteers and train models; not part of the wheel."""
