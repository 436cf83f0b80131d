# -*- coding: utf-8 -*-
"""Evaluates rows for psyrun with a Python function.

psyrun starts this file. Both speak version 1 of the worker protocol: lines of JSON, some of them
followed by raw bytes, on the descriptors 3 and 4. The guide describes it on the page "The worker
protocol". Standard input, output and error belong to the user's function.

It needs Python 3.7 or newer and nothing else. NumPy is used if the function has imported it. The
syntax is that of all Python versions, so that an old one can say that it is too old.
"""
import sys

if sys.version_info < (3, 7):
    sys.exit(
        "psyrun needs Python 3.7 or newer, but %s is Python %d.%d. Choose another one with the "
        "option interpreter of python(), or with PSYRUN_PYTHON."
        % ((sys.executable,) + tuple(sys.version_info[:2]))
    )


def main():
    from psyrun_worker.worker import main as evaluate

    evaluate()


# Processes that multiprocessing spawns read this file under another name, and evaluate no rows.
if __name__ == "__main__":
    main()
