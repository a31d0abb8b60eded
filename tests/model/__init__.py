"""Tests of the press domain."""
