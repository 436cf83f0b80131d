"""The version of this psyrun, which is not that of psyrun 0.8. A release writes this file."""

__version__ = '0.1.0'
