"""The relation of rows that were recorded before a space changed to the rows of the space."""

from psyrun.identity import value_identity

# The error of a few roundings, relative to the larger of two corresponding numbers.
ROUNDING = 2.0 ** -48


class Former:
    """What counts as rows of a space. Every member speaks of the present keys.

    `was` has the values of keys that former rows lack, `renamed` the present name by the former one,
    `dropped` the only value that counts of a key that is left out, and `converted` the
    `Conversion` of a key whose numbers had another unit.
    """

    NAMES = ('was', 'renamed', 'dropped', 'converted')

    def __init__(self, **members):
        for name in self.NAMES:
            setattr(self, name, dict(members.get(name, {})))

    def __bool__(self):
        return any(getattr(self, name) for name in self.NAMES)

    def joined(self, other):
        """Return what both say. Raises ValueError if they say two things about a key."""
        result = Former()
        for name in self.NAMES:
            known = getattr(result, name)
            for said in (getattr(self, name), getattr(other, name)):
                for key, value in said.items():
                    if value_identity(known.setdefault(key, value)) != value_identity(value):
                        raise ValueError('{} says two things about `{}`.'.format(name, key))
        return result

    def check(self, keys):
        """Raise ValueError if a space with these keys cannot say this."""
        for key in list(self.was) + list(self.renamed.values()) + list(self.converted):
            if key not in keys:
                raise ValueError('The space has no key `{}`.'.format(key))
        for key in list(self.renamed) + list(self.dropped):
            if key in keys:
                raise ValueError('The space still has the key `{}`.'.format(key))
        for key in self.renamed:
            if key in self.dropped:
                raise ValueError('The key `{}` is renamed and dropped.'.format(key))

    def present_rows(self, space):
        """Yield the rows that count, as rows of the present keys. Numbers are taken as they are."""
        for row in space.iterate():
            if all(value_identity(row[key]) == value_identity(value)
                   for key, value in self.dropped.items() if key in row):
                present = {self.renamed.get(key, key): value
                           for key, value in row.items() if key not in self.dropped}
                yield dict({key: value for key, value in self.was.items()}, **present)

    def concerns(self, keys):
        """Return whether rows with these keys are other rows than they seem."""
        return any(key not in keys for key in self.was) or any(
            key in self.renamed or key in self.dropped for key in keys)


class Conversion:
    """A change of the unit of a parameter, as the numbers that correspond to each other."""

    def __init__(self, key, units, values, convert, inverse):
        """Raises ValueError if the functions do not undo each other."""
        self.former_unit, self.unit = units
        numbers = {float(value) for value in values if value == value}
        self.pairs = sorted((float(inverse(number)), number) for number in numbers)
        for former, number in self.pairs:
            back = float(convert(former))
            if not abs(back - number) <= _rounding(former, number):
                raise ValueError('`{}` cannot be converted: inverse({!r}) is {!r}, but convert({!r}) is {!r}.'
                                 .format(key, number, former, former, back))
        for (before, other), (former, number) in zip(self.pairs, self.pairs[1:]):
            if former - before <= _rounding(former, number) + _rounding(before, other):
                raise ValueError('`{}` cannot be converted: inverse is {!r} for {!r} and for {!r}.'
                                 .format(key, before, other, number))


def _rounding(former, number):
    return ROUNDING * max(abs(former), abs(number))
