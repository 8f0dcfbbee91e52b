"""Rules that several indicators share, each defined once."""
