"""Quality of what providers send, counted from rows: completeness, timeliness, consistency."""
