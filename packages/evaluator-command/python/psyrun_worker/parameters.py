"""Parameters of rows that are known by their index: psyrun does not know the types of their values."""
import copy

# Types whose values cannot be changed. Those of NumPy are copied, which is quick.
UNCHANGEABLE = frozenset((int, float, complex, bool, str, bytes, type(None)))


class Parameter(object):
    """A parameter among the results of a row. It is sent if its value holds a type that JSON lacks."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


def own_copy(values):
    """Return the parameters of a row for a function, which may change them. Rows share values."""
    if all(type(value) in UNCHANGEABLE for value in values.values()):
        return values
    return copy.deepcopy(values)


def shows_type(value):
    """True if the value in JSON is of the same type: quick, for the usual values."""
    kind = type(value)
    if kind is float:
        return not value.is_integer()
    return kind is int or kind is str or kind is bool or value is None


def holds_types(encoded):
    """True if an encoded value names a type that JSON does not have, or is pickled."""
    waiting = [encoded]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if one["$"] == "object":
                waiting += [item for _, item in one["v"]]
            elif one["$"] not in ("number", "bigint", "date", "bytes", "set", "map"):
                return True
    return False
