"""Draws the files of the sample cases: papers, screenshots, scans, photos, a video. See ../README.md."""
