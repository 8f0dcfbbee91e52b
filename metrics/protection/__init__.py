"""Disclosure control: hide and round, then attack what would be published."""
