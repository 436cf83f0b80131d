"""Columns of .npz and .h5 files: arrays whose first axis counts the rows."""

import numpy as np

# What stands for a value that is not there, by the kind of the NumPy dtype.
PADDING = {'i': np.nan, 'u': np.nan, 'f': np.nan, 'c': np.nan, 'U': '', 'S': b'', 'O': None,
           'M': 'NaT', 'm': 'NaT'}


def as_column(values):
    """Make one array of the values of all rows. Shorter vectors are padded to the longest one.

    Raises ValueError for vectors of different numbers of axes.
    """
    if isinstance(values, np.ndarray):
        return values
    items = [_as_array(value) for value in values]
    shapes = {item.shape for item in items}
    if len(shapes) < 2:
        return _array(values)
    if len({len(shape) for shape in shapes}) > 1:
        raise ValueError('Values with different numbers of axes cannot be in one column.')
    return joined([item[np.newaxis] for item in items])


def _as_array(value):
    return value if isinstance(value, np.ndarray) else _array(value)


def _array(value):
    try:
        return np.array(value)
    except ValueError:  # nested lists of different length
        return as_column(value)


def joined(columns):
    """Put columns one after the other, as wide as the widest."""
    shape = tuple(np.max([column.shape[1:] for column in columns], axis=0, initial=0).astype(int)) \
        if columns[0].ndim > 1 else ()
    return np.concatenate([_widened(column, shape) for column in columns])


def _widened(column, shape):
    if column.shape[1:] == tuple(shape):
        return column
    wide = absent(column.dtype, (len(column),) + tuple(shape))
    wide[tuple(slice(length) for length in column.shape)] = column
    return wide


def absent(dtype, shape):
    """Return an array of values that stand for nothing: NaN, empty text or None."""
    if dtype.kind not in PADDING:
        raise ValueError('A column of {} cannot hold rows without a value.'.format(dtype))
    if dtype.kind in 'iu':
        dtype = np.dtype(float)
    return np.full(shape, PADDING[dtype.kind], dtype=dtype)


def appended(old, new, before, added):
    """Return a column with the rows of two tables. Either column may be None: it is not there."""
    if old is None:
        old = absent(new.dtype, (before,) + new.shape[1:])
    if new is None:
        new = absent(old.dtype, (added,) + old.shape[1:])
    if old.ndim != new.ndim:
        raise ValueError('Values with different numbers of axes cannot be in one column.')
    texts = {column.dtype.kind in 'US' for column in (old, new)}
    if len(texts) > 1 and 'O' not in (old.dtype.kind, new.dtype.kind):
        raise ValueError('Text and numbers cannot be in one column.')
    return joined([old, new])
