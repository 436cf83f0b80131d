"""The file of a run that holds its space in Python form, from which the workers take the rows."""

import copyreg
import hashlib
import io
import pickle


def rows_file(space):
    """Return the bytes of the file for a space, which any version of NumPy can read.

    The first line is the digest of the others, so that a damaged file is noticed.
    """
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, 4)
    pickler.dispatch_table = copyreg.dispatch_table.copy()
    pickler.dispatch_table.update(reducers())
    pickler.dump(space)
    content = buffer.getvalue()
    return hashlib.sha256(content).hexdigest().encode() + b'\n' + content


def space_of(data):
    """Return the space in the bytes of a file. Raises ValueError if they are damaged."""
    digest, _, content = data.partition(b'\n')
    if hashlib.sha256(content).hexdigest().encode() != digest:
        raise ValueError('the file is damaged')
    return pickle.loads(content)


def reducers():
    """Return how NumPy values are pickled: the modules that NumPy's own pickles name have moved."""
    import sys
    numpy = sys.modules.get('numpy')
    if numpy is None:
        return {}
    scalars = [kind for kind in vars(numpy).values()
               if isinstance(kind, type) and issubclass(kind, numpy.generic)]
    return {numpy.ndarray: _reduced, **{kind: _reduced for kind in scalars}}


def _reduced(value):
    if value.dtype.hasobject:
        return (_from_list, (value.shape, value.ravel().tolist()))
    return (_from_bytes, (value.dtype.str, value.shape, value.tobytes()))


def _from_bytes(dtype, shape, data):
    import numpy
    array = numpy.frombuffer(data, dtype).reshape(shape).copy()
    return array if shape else array[()]


def _from_list(shape, items):
    import numpy
    array = numpy.empty(len(items), object)
    array[:] = items
    return array.reshape(shape)
