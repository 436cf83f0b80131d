"""Spaces as plain data for JSON: the frozen form that psyrun keeps in run.json."""

import base64
import datetime
import enum
import hashlib
import pickle
import struct

from psyrun.pspace import Changed, Difference, Param, Product, Sum, former_of

LARGEST_NUMBER = 2 ** 53 - 1

# NumPy dtypes whose arrays stay arrays of that type, by kind and size.
TYPED = {'i1': 'int8', 'u1': 'uint8', 'i2': 'int16', 'u2': 'uint16', 'i4': 'int32', 'u4': 'uint32',
         'f4': 'float32', 'f8': 'float64'}


class NotFreezable(Exception):
    """A value or space has no frozen form. The message says which and why."""


def frozen_space(space):
    """Return a space as data: the operators and the values, and not the rows."""
    frozen = {'format': 'psyrun-space', 'version': 1, 'space': frozen_node(space)}
    former = former_of(space)
    return dict(frozen, version=2, former=frozen_former(former)) if former else frozen


def frozen_former(former):
    """Return what a space says about former rows as data."""
    return {
        'was': [[key, frozen_value(value, key)] for key, value in former.was.items()],
        'renamed': [list(names) for names in former.renamed.items()],
        'dropped': [[key, frozen_value(value, key)] for key, value in former.dropped.items()],
        'converted': [frozen_conversion(*item) for item in former.converted.items()]}


def frozen_conversion(key, conversion):
    """Return a change of a unit as its numbers."""
    former, present = zip(*conversion.pairs) if conversion.pairs else ((), ())
    form = '<{}d'.format(len(conversion.pairs))
    return {'key': key, 'from': conversion.former_unit, 'to': conversion.unit,
            'former': in_base64(struct.pack(form, *former)),
            'present': in_base64(struct.pack(form, *present))}


def frozen_node(space):
    """Return one node of a frozen space."""
    kind = type(space)
    if kind is Changed:
        return frozen_node(space.space)
    if kind is Param:
        return {'op': 'param', 'axes': [[key, frozen_axis(key, space)] for key in space.keys()]}
    if kind is Product:
        return {'op': 'product', 'factors': [frozen_node(factor) for factor in space.factors]}
    if kind is Sum:
        return {'op': 'sum', 'parts': [frozen_node(part) for part in space.parts]}
    if kind is Difference:
        keep = index_set(len(space.minuend), space.kept)
        return {'op': 'subset', 'of': frozen_node(space.minuend), 'keep': keep}
    return frozen_node(Param(**space.build()))


def frozen_axis(key, space):
    """Return the values of one parameter of a `Param`."""
    values = space.values_of(key)
    if values is None:
        return {'constant': frozen_value(space.get_param(key, 0), key)}
    typed = typed_array(values)
    if typed is not None:
        return {'typed': typed}
    if hasattr(values, 'dtype') and values.dtype.kind in 'iu' and values.ndim == 1:
        values = values.tolist()
    if all(type(value) is int and -LARGEST_NUMBER <= value <= LARGEST_NUMBER for value in values):
        return {'list': list(values)}
    return {'list': [frozen_value(value, '{}[{}]'.format(key, i)) for i, value in enumerate(values)]}


def typed_array(values):
    """Return numbers of one type as their bytes, or None for other values.

    Python floats count as float64, so that a column of 0.0 and 1.0 stays one of floats.
    """
    dtype = getattr(values, 'dtype', None)
    if dtype is not None and values.ndim == 1:
        name = TYPED.get('{}{}'.format(dtype.kind, dtype.itemsize))
        if name is None:
            return None
        array = values.astype(dtype.newbyteorder('<'))
        return {'$': name, 'v': in_base64(array.tobytes())}
    if len(values) > 0 and all(type(value) is float for value in values):
        return {'$': 'float64', 'v': in_base64(struct.pack('<{}d'.format(len(values)), *values))}
    return None


def frozen_value(value, place):
    """Return one value as data. `place` is said in errors. Raises `NotFreezable`."""
    if value is None or isinstance(value, (bool, str)):
        return _text(value, place) if isinstance(value, str) else value
    if isinstance(value, enum.Enum):
        return frozen_value(value.value, place)
    if isinstance(value, int):
        return int(value) if abs(value) <= LARGEST_NUMBER else {'$': 'bigint', 'v': str(int(value))}
    if isinstance(value, float):
        return _number(float(value))
    if isinstance(value, complex):
        return _object([('re', value.real), ('im', value.imag)], place)
    if isinstance(value, (bytes, bytearray)):
        return {'$': 'bytes', 'v': in_base64(value)}
    if isinstance(value, (list, tuple, range)):
        return [frozen_value(item, '{}[{}]'.format(place, i)) for i, item in enumerate(value)]
    if isinstance(value, dict):
        return _dict(value, place)
    if isinstance(value, datetime.date):
        return {'$': 'date', 'v': milliseconds(value)}
    if isinstance(value, datetime.timedelta):
        return _number(value.total_seconds())
    if hasattr(value, 'dtype') and hasattr(value, 'tolist'):
        return _array(value, place)
    return _other(value, place)


def _text(value, place):
    try:
        value.encode('utf-8')
    except UnicodeEncodeError:
        raise NotFreezable('{} is text with half of a character (a lone surrogate).'.format(place))
    return str(value)


def _number(value):
    if value != value:
        return {'$': 'number', 'v': 'NaN'}
    if value in (float('inf'), float('-inf')):
        return {'$': 'number', 'v': 'Infinity' if value > 0 else '-Infinity'}
    if value == 0 and str(value) == '-0.0':
        return {'$': 'number', 'v': '-0'}
    return value


def _object(pairs, place):
    return {'$': 'object', 'v': [
        [key, frozen_value(item, '{}.{}'.format(place, key))] for key, item in pairs]}


def _dict(value, place):
    for key in value:
        if not isinstance(key, str):
            raise NotFreezable(
                '{} is a dict with the key {!r}. The keys of a parameter have to be strings.'.format(
                    place, key))
    return _object(value.items(), place)


def _array(value, place):
    if value.dtype.kind in 'Mm':
        return frozen_value(value.astype('M8[us]' if value.dtype.kind == 'M' else 'm8[us]').tolist(), place)
    if value.dtype.kind == 'V' or (value.dtype.kind in 'fc' and value.dtype.itemsize not in (2, 4, 8, 16)):
        raise NotFreezable('{} is an array of {}, which no other language has.'.format(place, value.dtype))
    return frozen_value(value.tolist(), place)


def _other(value, place):
    """Return what stands for a value that only Python has: its name and a digest of its pickle."""
    name = getattr(value, '__qualname__', None)
    module = getattr(value, '__module__', None)
    if name is not None and module is not None:
        return _object([('python', '{}.{}'.format(module, name))], place)
    try:
        pickled = [pickle.dumps(value, 4) for _ in range(2)]
    except Exception as error:
        raise NotFreezable('{} is a {}, which cannot be pickled: {}'.format(
            place, type(value).__name__, error))
    return _object([
        ('python', '{}.{}'.format(type(value).__module__, type(value).__qualname__)),
        ('digest', hashlib.sha256(pickled[0]).hexdigest())], place)


def milliseconds(moment):
    """Return the milliseconds since 1970 of a date. Without a time zone, it is in UTC."""
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime(moment.year, moment.month, moment.day)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return (moment - epoch) // datetime.timedelta(milliseconds=1)


def index_set(universe, indices):
    """Return ascending indices as gaps and runs in turn, each length as a LEB128 number."""
    lengths, end = [], 0
    for index in indices:
        if lengths and index == end:
            lengths[-1] += 1
        else:
            lengths += [index - end, 1]
        end = index + 1
    return {'universe': universe, 'runs': in_base64(bytes(
        byte for length in lengths for byte in leb128(length)))}


def leb128(number):
    """Return a whole number as bytes of seven bits, the lowest first."""
    result = []
    while number >= 0x80:
        result.append(0x80 | number & 0x7f)
        number >>= 7
    return result + [number]


def in_base64(data):
    """Return bytes as text."""
    return base64.b64encode(data).decode('ascii')
