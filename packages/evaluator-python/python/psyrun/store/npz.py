"""The store for .npz files."""

import os
import zipfile

import numpy as np

from psyrun.store.base import Store, length_of, replacing, row_index
from psyrun.store.columns import appended, as_column


class NpzStore(Store):
    """Saves columns as NumPy arrays. To append, the file is loaded and written anew."""

    ext = '.npz'

    def save(self, filename, data):
        with replacing(filename) as temporary:
            # numpy.savez has no place for columns named `file`, and adds .npz to other names.
            with zipfile.ZipFile(temporary, 'w', allowZip64=True) as archive:
                for key, column in data.items():
                    with archive.open(key + '.npy', 'w', force_zip64=True) as member:
                        np.lib.format.write_array(member, as_column(column), allow_pickle=True)

    def append(self, filename, data):
        self.save(filename, table_with(self, filename, data))

    def load(self, filename, row=None):
        with np.load(filename, allow_pickle=True) as archive:
            data = {key: archive[key] for key in archive.files}
        return data if row is None else one_row(data, row, filename)


def table_with(store, filename, data):
    """Return the columns of a file, if there is one, with the rows of `data` behind them."""
    new = {key: as_column(column) for key, column in data.items()}
    added = length_of(new)
    new = {key: column if len(column) == added else np.repeat(column, added, axis=0)
           for key, column in new.items()}
    old = store.load(filename) if os.path.exists(filename) else {}
    if not old:
        return new
    before = length_of(old)
    return {key: appended(old.get(key), new.get(key), before, added)
            for key in dict.fromkeys([*old, *new])}


def one_row(data, row, filename):
    """Return the columns of one row, each of length one."""
    index = row_index(row, length_of(data), filename)
    return {key: column[index:index + 1] for key, column in data.items()}
