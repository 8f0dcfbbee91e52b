"""Measures, statistics and protection: tables in, tables out."""
