"""What the function returned: is it a result?"""
import collections.abc
import json

from psyrun_worker.parameters import Parameter, own_copy, shows_type
from psyrun_worker.refusals import Refused, described

RESULT_HINT = "Return a dict of results by name, such as {'area': 0.5}."


class Results(object):
    """Arguments of the function, and results of what it returned."""

    def __init__(self, functions, resources, exclude, excluded):
        """`excluded` is the set to which keys are added that a result had and that were left out."""
        # Rows that are known by their index: psyrun does not know the types of their values.
        self._by_index = hasattr(functions, "row")
        self._resources = resources
        self._exclude = exclude
        self._excluded = excluded

    def arguments(self, row):
        """Return the parameters of a row with what was set up."""
        values = own_copy(row.values) if self._by_index else row.values
        if not self._resources:
            return values
        for key in self._resources:
            if key in row.values:
                message = "Key %s was set up, but it is a parameter of row %s. Use another name."
                raise Refused("PSYRUN_RESULT_KEY_CLASH", message % (json.dumps(key), row.index))
        return dict(values, **self._resources)

    def of(self, returned, row):
        """Return the pairs of key and value to report for a row."""
        given = row.values
        kept = []
        pairs = returned.items() if type(returned) is dict else pairs_of(returned, row)
        for key, value in pairs:
            if not isinstance(key, str):
                message = "The function returned the key %r for row %s, which is not a string. %s"
                raise not_a_result(message % (key, row.index, RESULT_HINT))
            if key in given or key in self._resources:
                if not is_same(given[key] if key in given else self._resources[key], value):
                    raise key_clash(key, value, row)
            elif key in self._exclude:
                self._excluded.add(key)
            else:
                kept.append((key, value))
        if self._by_index:
            # psyrun has the space without the types that only Python has.
            kept += [
                (key, Parameter(value))
                for key, value in given.items()
                if key not in self._exclude and not shows_type(value)
            ]
        return kept


def pairs_of(returned, row):
    if isinstance(returned, collections.abc.Mapping):
        return returned.items()
    if isinstance(returned, (list, tuple)) and all(
        isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in returned
    ):
        return [(key, value) for key, value in returned]
    what = "None" if returned is None else described(returned)
    message = "The function returned %s for row %s, which is not a dict. %s"
    raise not_a_result(message % (what, row.index, RESULT_HINT))


def not_a_result(message):
    return Refused("PSYRUN_RESULT_NOT_OBJECT", message)


def key_clash(key, value, row):
    message = (
        "Key %s was returned with the value %.80r for row %s, but it is a parameter of the row. Use "
        "another name. The result contains the parameters in any case."
    )
    return Refused("PSYRUN_RESULT_KEY_CLASH", message % (json.dumps(key), value, row.index))


def is_same(given, returned):
    if given is returned:
        return True
    try:
        equal = given == returned
        if isinstance(equal, bool):
            return equal or (given != given and returned != returned)
        return bool(equal.all())
    except Exception:
        return False
