"""The store for .h5 files. It needs PyTables."""

import numpy as np

from psyrun.store.base import Store, length_of, replacing
from psyrun.store.columns import as_column
from psyrun.store.npz import one_row, table_with


class H5Store(Store):
    """Saves columns as arrays of an HDF5 file. To append, the file is loaded and written anew."""

    ext = '.h5'

    def __init__(self, node='/psyrun'):
        self.node = node

    def save(self, filename, data):
        columns = {key: _storable(key, as_column(column)) for key, column in data.items()}
        length_of(columns)
        import tables  # Task files that name this store need not have it.
        with replacing(filename) as temporary:
            with tables.open_file(temporary, 'w') as file:
                folder, _, name = self.node.rpartition('/')
                group = file.create_group(folder or '/', name, createparents=True)
                for key, column in columns.items():
                    array = file.create_earray(
                        group, key, tables.Atom.from_dtype(column.dtype), (0,) + column.shape[1:],
                        expectedrows=max(len(column), 1))
                    array.append(column)

    def append(self, filename, data):
        self.save(filename, table_with(self, filename, data))

    def load(self, filename, row=None):
        import tables
        with tables.open_file(filename, 'r') as file:
            data = {}
            if self.node in file:
                data = {node._v_name: _loaded(node.read()) for node in file.iter_nodes(self.node)}
        return data if row is None else one_row(data, row, filename)


def _storable(key, column):
    if column.dtype.kind == 'U':
        return np.char.encode(column, 'utf-8')
    if column.dtype.kind == 'O':
        raise NotImplementedError(
            "H5Store does not support the values of '{}'. Use PickleStore, or leave the key out "
            'of the result: exclude_from_result = [{!r}].'.format(key, key))
    return column


def _loaded(column):
    column = np.asarray(column)
    return np.char.decode(column, 'utf-8') if column.dtype.kind == 'S' else column
