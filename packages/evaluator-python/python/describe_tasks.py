"""Describes task files to `psy`. The request is on standard input, the answer on descriptor 3.

The syntax is that of all Python versions, so that an old one can say that it is too old.
"""
import sys

if sys.version_info < (3, 7):
    sys.exit(
        "psyrun needs Python 3.7 or newer, but %s is Python %d.%d. Choose another one with PSYRUN_PYTHON."
        % ((sys.executable,) + tuple(sys.version_info[:2]))
    )

from psyrun_task.describe import main

if __name__ == "__main__":
    main()
