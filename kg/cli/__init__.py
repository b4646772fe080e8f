"""The command line: one file per command, each a thin shell over a plain function of the library."""
