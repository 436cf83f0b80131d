"""When two values are equal, and so when two rows are the same row."""

import datetime
import pickle

NOT_A_NUMBER = ('nan',)


def row_identity(row, keys):
    """Return what is equal for two rows exactly if their values at `keys` are equal.

    NaN equals NaN. A list, a tuple and an array of the same items are equal, as a store gives
    back one for the other. True is not 1.
    """
    return tuple(value_identity(row[key]) for key in keys)


def value_identity(value):
    """Return a hashable object that is equal for equal values."""
    kind = type(value)
    if kind is int or kind is str or value is None:
        return value
    if kind is float:
        return NOT_A_NUMBER if value != value else value
    if isinstance(value, bool):
        return ('bool', value)
    if hasattr(value, 'dtype') and hasattr(value, 'tolist'):
        return _array_identity(value)
    if isinstance(value, (list, tuple, range)):
        return ('list',) + tuple(map(value_identity, value))
    if isinstance(value, complex):
        return ('complex', value_identity(value.real), value_identity(value.imag))
    if isinstance(value, (bytes, bytearray)):
        return ('bytes', bytes(value))
    if isinstance(value, dict):
        return ('dict', frozenset((key, value_identity(item)) for key, item in value.items()))
    if isinstance(value, (set, frozenset)):
        return ('set', frozenset(map(value_identity, value)))
    return _object_identity(value)


def _array_identity(array):
    """Return the identity of a NumPy array or scalar: that of the Python values in it."""
    if array.dtype.kind in 'Mm':
        return ('time', array.dtype.kind, array.astype('int64').tolist().__repr__(), array.dtype.str)
    plain = array.tolist()
    if hasattr(plain, 'dtype'):
        return ('number', plain.dtype.str, plain.tobytes())
    return value_identity(plain)


def _object_identity(value):
    if isinstance(value, (int, float, str)):  # an Enum, or another subclass
        return value_identity(_plain(value))
    if isinstance(value, (datetime.date, datetime.timedelta)):
        return ('time', value)
    try:
        hash(value)
    except TypeError:
        return ('pickle', pickle.dumps(value, 4))
    return ('object', value)


def _plain(value):
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind.__str__(value) if kind is str else kind(value)
    return value
