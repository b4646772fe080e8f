"""Scripts that measure the relation rules on annotated texts; not part of the installed package."""
