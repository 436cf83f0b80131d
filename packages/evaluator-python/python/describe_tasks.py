"""Describes task files to `psy`. The request is on standard input, the answer on descriptor 3.

The syntax is that of all Python versions, so that an old one can say that it is too old.
"""
import json
import os
import sys

if sys.version_info < (3, 7):
    old = {"executable": sys.executable, "version": "%d.%d" % tuple(sys.version_info[:2])}
    os.write(3, (json.dumps({"tooOld": old}) + "\n").encode("ascii"))
    sys.exit(1)

from psyrun_task.describe import main

if __name__ == "__main__":
    main()
