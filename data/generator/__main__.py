"""Writes the committed excerpt in data/samples/ afresh: python -m data.generator."""

from pathlib import Path

from data.generator.excerpt import write_excerpt

if __name__ == "__main__":
    write_excerpt(Path(__file__).parents[1] / "samples")
