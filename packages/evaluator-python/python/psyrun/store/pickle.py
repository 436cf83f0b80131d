"""The store for .pkl files."""

import os
import pickle

from psyrun.store.base import Store, length_of, replacing, row_index


class PickleStore(Store):
    """Saves any value that can be pickled. To append, the file is loaded and written anew."""

    ext = '.pkl'

    def __init__(self, protocol=4):
        self.protocol = protocol

    def save(self, filename, data):
        with replacing(filename) as temporary:
            with open(temporary, 'wb') as file:
                pickle.dump(data, file, self.protocol)

    def append(self, filename, data):
        old = self.load(filename) if os.path.exists(filename) else {}
        before, added = length_of(old), length_of(data)
        self.save(filename, {
            key: _values(old.get(key), before) + _values(data.get(key), added)
            for key in dict.fromkeys([*old, *data])})

    def load(self, filename, row=None):
        with open(filename, 'rb') as file:
            data = pickle.load(file)
        if row is None:
            return data
        index = row_index(row, length_of(data), filename)
        return {key: [column[index if len(column) > 1 else 0]] for key, column in data.items()}


def _values(column, rows):
    """Return a column as a list of so many values. An absent column has None in each row."""
    if column is None:
        return [None] * rows
    return list(column) * (rows if len(column) == 1 and rows > 1 else 1)
