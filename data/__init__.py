"""Exports in, releases out: everything that touches a file or a database."""
