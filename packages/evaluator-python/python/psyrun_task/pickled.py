"""Pickles of results that other languages cannot hold, for readers of the file of results."""

import copyreg
import io
import os
import pickle
import sys
import types


class NotImportable(Exception):
    """A class or function that a reader of a pickle could not import."""


def pickler_for(folder):
    """Return a function that pickles a value, or returns None for one that nobody could read.

    Nobody can import what a task file or a module in its folder defines.
    """
    def pickle_of(value):
        buffer = io.BytesIO()
        try:
            _Pickler(buffer, folder).dump(value)
        except Exception:  # Pickling calls methods of the value, which raise anything.
            return None
        return buffer.getvalue()
    return pickle_of


def _is_importable(thing, folder):
    name = getattr(thing, '__module__', None)
    if name in ('__main__', 'psy-conf') or (name or '').split('.')[0] == 'psyrun_task':
        return False
    file = getattr(sys.modules.get(name), '__file__', None)
    return file is None or not os.path.abspath(file).startswith(folder + os.sep)


def _numpy_reducers():
    """Return how NumPy values are pickled, so that any version of NumPy can read them."""
    numpy = sys.modules.get('numpy')
    if not hasattr(numpy, 'ndarray'):
        return {}
    scalars = [kind for kind in vars(numpy).values()
               if isinstance(kind, type) and issubclass(kind, numpy.generic)]
    return {numpy.ndarray: _array, **{kind: _scalar for kind in scalars}}


def _array(array):
    if array.dtype.hasobject or array.dtype.names is not None:
        return array.__reduce__()
    return (type(array), (array.shape, array.dtype.str, bytearray(array.tobytes())))


def _scalar(value):
    kind = value.dtype.kind
    if kind in 'biuU' or (kind in 'fc' and value.dtype.itemsize <= (16 if kind == 'c' else 8)):
        return (type(value), (value.item(),))
    return value.__reduce__()


class _Tables:
    """Members that picklers of all versions have in common."""

    def _prepare(self, folder):
        self._folder = folder
        self.dispatch_table = copyreg.dispatch_table.copy()
        self.dispatch_table.update(_numpy_reducers())

    def _check(self, thing):
        if not _is_importable(thing, self._folder):
            raise NotImportable(thing)


if sys.version_info >= (3, 8):
    class _Pickler(pickle.Pickler, _Tables):
        def __init__(self, buffer, folder):
            super().__init__(buffer, 4)
            self._prepare(folder)

        def reducer_override(self, thing):
            if isinstance(thing, (type, types.FunctionType)):
                self._check(thing)
            return NotImplemented
else:
    class _Pickler(pickle._Pickler, _Tables):
        def __init__(self, buffer, folder):
            super().__init__(buffer, 4)
            self._prepare(folder)

        def save_global(self, thing, name=None):
            self._check(thing)
            super().save_global(thing, name)

        dispatch = {**pickle._Pickler.dispatch, types.FunctionType: save_global}
