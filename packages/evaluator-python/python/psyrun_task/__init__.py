"""Reads task files for `psy`: their settings, their spaces, and the rows that `execute` is given."""
