"""The rows as they come out of a store.

Python psyrun wrote a space with the store of the task and read it back before `execute` saw it. So
with NpzStore `execute` is given NumPy scalars and arrays, and with H5Store plain numbers and lists.
Task files rely on it: `pair * 2` doubles an array and repeats a tuple.
"""

from psyrun.pspace import Changed, Param, ParameterSpace, Product, Sum
from psyrun_task.settings import ext_of


class StoredSpace(ParameterSpace):
    """A space whose values have gone through a store for arrays."""

    def __init__(self, space, plain):
        super().__init__(space.keys())
        self.space = space
        self.plain = plain
        self.dtypes = {key: dtype_of(list(values(space, key))) for key in space.keys()}

    def row(self, index):
        import numpy as np
        row = {}
        for key, value in self.space.row(index).items():
            array = np.array(value, dtype=self.dtypes[key])
            row[key] = array.tolist() if self.plain else array[()]
        return row

    def iterate(self):
        return map(self.row, range(len(self)))

    def __len__(self):
        return len(self.space)


def through_store(space, names):
    """Return the space whose rows `execute` is given, with the store among the names of a task file."""
    ext = ext_of(names)
    if ext not in ('.npz', '.h5'):
        return space
    return StoredSpace(space, plain=ext == '.h5')


def dtype_of(column):
    """Return the dtype that NumPy gives a column of these values."""
    import numpy as np
    try:
        return np.array(column).dtype
    except ValueError:  # of different lengths
        return np.dtype(object)


def values(space, key):
    """Yield values of a parameter such that each value of the whole column is among them."""
    if type(space) is Changed:
        yield from values(space.space, key)
    elif type(space) is Param:
        lists = space.values_of(key)
        yield from [space.get_param(key, 0)] if lists is None else lists
    elif type(space) is Product:
        for factor in space.factors:
            if key in factor.keys():
                yield from values(factor, key)
    elif type(space) is Sum:
        for part in space.parts:
            if key in part.keys():
                yield from values(part, key)
            elif len(part):
                yield float('nan')
    else:
        for row in space.iterate():
            yield row[key]
