"""Construction of parameter spaces.

A space is a list of rows that is not written out: each row gives every parameter a value.
"""

from bisect import bisect_right
import itertools

from psyrun.former import Conversion, Former
from psyrun.identity import row_identity

NAN = float('nan')


class AmbiguousOperationError(RuntimeError):
    """Two spaces cannot be combined, as it is not clear which rows are meant."""


def dict_concat(args):
    """Make one dict of lists of several dicts. What a dict lacks is None.

    >>> dict_concat(({'a': 0, 'b': 0}, {'a': 1}))
    {'a': [0, 1], 'b': [0, None]}
    """
    rows = list(args)
    keys = dict.fromkeys(key for row in rows for key in row)
    return {key: [row.get(key) for row in rows] for key in keys}


def missing(minuend, subtrahend):
    """Return the rows of a space that another one lacks. The other one may have more keys.

    >>> missing(Param(a=[1, 2, 3]), Param(a=[2])).build()
    {'a': [1, 3]}
    """
    if len(subtrahend) == 0:
        return minuend
    subtrahend = in_present_keys(subtrahend, former_of(minuend))
    absent = [key for key in minuend.keys() if key not in subtrahend.keys()]
    if absent:
        raise AmbiguousOperationError(
            'The rows to leave out have no key `{}`, which the space has.'.format(absent[0]))
    known = subtrahend.build()
    return Difference(minuend, Param(**{key: known[key] for key in minuend.keys()}))


class ParameterSpace:
    """The base of all spaces. A class of your own has the methods `iterate` and `__len__`."""

    def __init__(self, keys):
        self._keys = list(keys)

    def keys(self):
        """Return the names of the parameters."""
        return self._keys

    def iterate(self):
        """Yield each row as a dict."""
        raise NotImplementedError()

    def row(self, index):
        """Return one row as a dict. The first has the index 0."""
        if getattr(self, '_written_out', None) is None:
            self._written_out = list(self.iterate())
        return dict(self._written_out[index])

    def build(self):
        """Return the rows as a dict of lists.

        >>> Param(a=[1, 2], b=[1, 2]).build()
        {'a': [1, 2], 'b': [1, 2]}
        """
        rows = list(self.iterate())
        return dict_concat(rows) if rows else {key: [] for key in self.keys()}

    def __len__(self):
        raise NotImplementedError()

    def was(*arguments, **values):  # `self` may be the name of a parameter
        """Return the space, in which rows recorded without some keys have these values.

        >>> before = Param(x=[1, 2])
        >>> now = before * Param(solver=['euler', 'rk4']).was(solver='euler')
        >>> (now - before).build()
        {'x': [1, 2], 'solver': ['rk4', 'rk4']}
        """
        return Changed(only_self(arguments, 'was'), Former(was=values))

    def renamed(*arguments, **names):
        """Return the space, in which the former names of keys count as the present ones.

        >>> now = Param(beta=[1, 2]).renamed(rate='beta')
        >>> missing(now, Param(rate=[1])).build()
        {'beta': [2]}
        """
        return Changed(only_self(arguments, 'renamed'), Former(renamed=names))

    def dropped(*arguments, **values):
        """Return the space, in which rows with further keys count if they have these values.

        >>> now = Param(x=[1, 2]).dropped(version=2)
        >>> missing(now, Param(x=[1, 2], version=[1, 2])).build()
        {'x': [1]}
        """
        return Changed(only_self(arguments, 'dropped'), Former(dropped=values))

    def converted(self, key, units, convert, inverse):
        """Return the space, in which the numbers of a key had another unit in former rows.

        `units` are the former and the present one. `convert` leads from a former number to a
        present one, and `inverse` back. Rows are identified by numbers and units.

        >>> from math import degrees, radians
        >>> now = Param(angle=[0, 1.5]).converted('angle', ('deg', 'rad'), radians, degrees)
        >>> now.build()
        {'angle': [0, 1.5]}
        """
        if key not in self.keys():
            raise AmbiguousOperationError('The space has no key `{}`.'.format(key))
        values = (row[key] for row in self.iterate())
        conversion = Conversion(key, units, values, convert, inverse)
        return Changed(self, Former(converted={key: conversion}))

    def __add__(self, other):
        return Sum(self, other) if is_space(other) else NotImplemented

    def __sub__(self, other):
        return Difference(self, other) if is_space(other) else NotImplemented

    def __mul__(self, other):
        return Product(self, other) if is_space(other) else NotImplemented


class Param(ParameterSpace):
    """A space of lists that go side by side. A single value is repeated for each row.

    Strings and bytes are single values. Without a list there is one row; without a parameter
    there is none.

    >>> Param(a=[1, 2], mode='fast').build()
    {'a': [1, 2], 'mode': ['fast', 'fast']}
    """

    def __init__(*arguments, **params):  # `self` may be the name of a parameter
        self = only_self(arguments, 'Param')
        super(Param, self).__init__(params)
        self._lists = {key: as_list(value) for key, value in params.items()}
        self._single = {key: value for key, value in params.items() if self._lists[key] is None}
        lengths = {key: len(values) for key, values in self._lists.items() if values is not None}
        if len(set(lengths.values())) > 1:
            raise ValueError('Parameter lists differ in length. ({})'.format(
                ', '.join('{}: {}'.format(key, length) for key, length in lengths.items())))
        self._length = next(iter(lengths.values()), 1 if params else 0)

    def get_param(self, key, i):
        """Return the value of the parameter `key` in row `i`."""
        values = self._lists[key]
        return self._single[key] if values is None else values[i]

    def values_of(self, key):
        """Return the list of a parameter as it was given, or None for a single value."""
        return self._lists[key]

    def iterate(self):
        return map(self.row, range(len(self)))

    def row(self, index):
        index = place_of(index, self)
        return {key: self.get_param(key, index) for key in self.keys()}

    def __len__(self):
        return self._length

    def __str__(self):
        return 'Param({})'.format(
            ', '.join('{}={!r}'.format(key, values) for key, values in self._sorted()))

    def __repr__(self):
        return 'Param(**{{{}}})'.format(
            ', '.join('{!r}: {!r}'.format(key, values) for key, values in self._sorted()))

    def _sorted(self):
        for key in sorted(self.keys()):
            yield key, [self.get_param(key, i) for i in range(len(self))]


def only_self(arguments, name):
    """Return the object of a call in which all else has a name. Raises TypeError if not all has."""
    if len(arguments) > 1:
        raise TypeError('{}() takes no values without names. Name them, as in {}(x=...).'.format(name, name))
    return arguments[0]


def is_space(value):
    """True for a space, also of a class that is not derived from `ParameterSpace`."""
    return hasattr(value, 'keys') and hasattr(value, 'iterate')


def as_list(value):
    """Return the values of a list-like object, or None for a single value."""
    if isinstance(value, (str, bytes, bytearray, dict, set, frozenset)):
        return None
    try:
        len(value)
    except TypeError:  # also for a NumPy array without axes
        return None
    return value if isinstance(value, (list, tuple, range)) or _is_array(value) else list(value)


def _is_array(value):
    return type(value).__module__.split('.')[0] == 'numpy'


class Difference(ParameterSpace):
    """The rows of a space without those that have the values of a row of another one.

    >>> Difference(Param(a=[1, 2], b=[1, 2]), Param(a=[1])).build()
    {'a': [2], 'b': [2]}
    """

    def __init__(self, minuend, subtrahend):
        subtrahend = in_present_keys(subtrahend, former_of(minuend))
        for key in subtrahend.keys():
            if key not in minuend.keys():
                raise AmbiguousOperationError('Key `{}` not existent in minuend.'.format(key))
        super().__init__(minuend.keys())
        self.minuend = minuend
        self.subtrahend = subtrahend
        self._kept = None

    @property
    def kept(self):
        """The indices of the rows that are left."""
        if self._kept is None:
            keys = list(self.subtrahend.keys())
            taken = {row_identity(row, keys) for row in self.subtrahend.iterate()} if keys else ()
            self._kept = [
                i for i, row in enumerate(self.minuend.iterate())
                if not taken or row_identity(row, keys) not in taken]
        return self._kept

    def iterate(self):
        kept = set(self.kept)
        return (row for i, row in enumerate(self.minuend.iterate()) if i in kept)

    def row(self, index):
        return self.minuend.row(self.kept[index])

    def __len__(self):
        return len(self.kept)


class Product(ParameterSpace):
    """Each row of the left space with each row of the right one.

    A space without keys changes nothing.

    >>> Product(Param(a=[1, 2]), Param(b=[1, 2])).build()
    {'a': [1, 1, 2, 2], 'b': [1, 2, 1, 2]}
    """

    def __init__(self, left, right):
        shared = [key for key in left.keys() if key in set(right.keys())]
        if shared:
            raise AmbiguousOperationError('Duplicate param keys: {{{}}}'.format(
                ', '.join(map(repr, shared))))
        super().__init__(itertools.chain(left.keys(), right.keys()))
        self.left = left
        self.right = right
        self._factors = None

    @property
    def factors(self):
        """The spaces that are multiplied, from left to right, without those that change nothing."""
        if self._factors is None:
            self._factors = [
                space for space in operands(self, Product) if space.keys()]
        return self._factors

    def iterate(self):
        if not self.factors:
            return iter(())
        first, others = self.factors[0], [list(space.iterate()) for space in self.factors[1:]]
        return (
            joined(rows)
            for head in first.iterate()
            for rows in itertools.product([head], *others))

    def row(self, index):
        index = place_of(index, self)
        rows = []
        for space in reversed(self.factors):
            index, own = divmod(index, len(space))
            rows.append(space.row(own))
        return joined(reversed(rows))

    def __len__(self):
        length = 1 if self.factors else 0
        for space in self.factors:
            length *= len(space)
        return length

    def __reduce__(self):
        return (combined, (Product, list(operands(self, Product))))


class Sum(ParameterSpace):
    """The rows of the left space, then those of the right one. What a row lacks is NaN.

    >>> Sum(Param(a=[1]), Param(a=[2])).build()
    {'a': [1, 2]}
    """

    def __init__(self, left, right):
        super().__init__(dict.fromkeys(itertools.chain(left.keys(), right.keys())))
        self.left = left
        self.right = right
        self._parts = None
        self._ends = None

    @property
    def parts(self):
        """The spaces that are added, from left to right."""
        if self._parts is None:
            self._parts = list(operands(self, Sum))
        return self._parts

    @property
    def ends(self):
        """For each part, the number of rows up to its end."""
        if self._ends is None:
            self._ends = list(itertools.accumulate(map(len, self.parts)))
        return self._ends

    def iterate(self):
        return (self._filled(row) for space in self.parts for row in space.iterate())

    def row(self, index):
        index = place_of(index, self)
        part = bisect_right(self.ends, index)
        start = self.ends[part - 1] if part else 0
        return self._filled(self.parts[part].row(index - start))

    def _filled(self, row):
        return {key: row.get(key, NAN) for key in self.keys()}

    def __len__(self):
        return self.ends[-1]

    def __reduce__(self):
        return (combined, (Sum, self.parts))


class Changed(ParameterSpace):
    """A space, and which rows that were recorded before it changed count as its rows."""

    def __init__(self, space, former):
        super().__init__(space.keys())
        self.space = space
        try:
            self.former = former_of(space).joined(former)
            self.former.check(self.keys())
        except ValueError as error:
            raise AmbiguousOperationError(str(error))

    def iterate(self):
        return self.space.iterate()

    def row(self, index):
        return self.space.row(index)

    def __len__(self):
        return len(self.space)


def former_of(space):
    """Return what a space and those that it is made of say about former rows."""
    if type(space) is Changed:
        return space.former
    operands_of = {Product: ('left', 'right'), Sum: ('left', 'right'), Difference: ('minuend',)}
    if type(space) not in operands_of:
        return Former()
    kind, former, stack = type(space), Former(), [space]
    while stack:
        part = stack.pop()
        if type(part) is kind:
            stack += [getattr(part, name) for name in reversed(operands_of[kind])]
        else:
            former = former.joined(former_of(part))
    return former


def in_present_keys(space, former):
    """Return the rows of a space as the rows that they count as."""
    if not space.keys() or not former.concerns(space.keys()):
        return space
    rows = list(former.present_rows(space))
    keys = [former.renamed.get(key, key) for key in space.keys() if key not in former.dropped]
    keys += [key for key in former.was if key not in keys]
    return Param(**{key: [row[key] for row in rows] for key in keys})


def place_of(index, space):
    """Return the place of a row. A negative index counts from the end. Raises IndexError."""
    if not -len(space) <= index < len(space):
        raise IndexError('There is no row {} of {}.'.format(index, len(space)))
    return index % len(space)


def operands(space, kind):
    """Yield the operands of an expression of one kind, from left to right, at any depth."""
    stack = [space]
    while stack:
        space = stack.pop()
        if type(space) is kind:
            stack += (space.right, space.left)
        else:
            yield space


def combined(kind, spaces):
    """Combine spaces from left to right: the inverse of `operands`, for pickles."""
    result = spaces[0]
    for space in spaces[1:]:
        result = kind(result, space)
    return result


def joined(rows):
    """Return one row that has the values of all."""
    result = {}
    for row in rows:
        result.update(row)
    return result
