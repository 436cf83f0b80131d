"""Prints as JSON what is known of a function before it is loaded. Nothing of its files is executed.

Arguments: `file` or `module`, its path or name, the folder of the task, and the names of functions.
The answer has the digests of the file and of the modules beside it that it imports, by path, and
what is wrong with the function, if anything is: the job would fail with it.
"""
import importlib.util
import json
import os
import sys

import psyrun_digest
import psyrun_names


def main():
    kind, name, folder = sys.argv[1:4]
    files = [name] if kind == "file" else psyrun_digest.files_of(name, folder)
    beside = os.path.dirname(os.path.abspath(name)) if kind == "file" else folder
    found = {one for file in files for one in psyrun_digest.local_files(file, beside)}
    code = {file: psyrun_digest.digest_of(file) for file in sorted(found)}
    if files:
        problem = psyrun_names.problem_of(files[-1], sys.argv[4:])
    else:
        problem = None if is_installed(name, folder) else {"module": name}
    json.dump({"code": code, "problem": problem}, sys.stdout)


def is_installed(name, folder):
    sys.path[0] = folder
    return importlib.util.find_spec(name.split(".")[0]) is not None


if __name__ == "__main__":
    main()
