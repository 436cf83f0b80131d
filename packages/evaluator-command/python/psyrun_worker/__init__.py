"""Evaluates rows for psyrun with a Python function. `evaluate_rows.py` starts it."""
