"""Measurements on real pictures; not part of the test-suite."""
