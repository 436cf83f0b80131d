"""Map a function onto a parameter space."""

from collections import Counter
import os
import time
import warnings

from psyrun.exceptions import IneffectiveExcludeWarning
from psyrun.identity import row_identity
from psyrun.pspace import AmbiguousOperationError, dict_concat

SAVE_EVERY = 1.0
"""So many seconds of work are lost at most when a program ends without notice."""


def get_result(fn, params, exclude=None):
    """Evaluate a function with the parameters of one row. Return these with what it returns.

    >>> get_result(lambda x: {'y': x * x}, {'x': 4})
    {'x': 4, 'y': 16}
    """
    result = dict(params)
    result.update(fn(**params))
    for key in exclude or ():
        if key in result:
            del result[key]
        else:
            warnings.warn(IneffectiveExcludeWarning(key))
    return result


def map_pspace(fn, pspace, exclude=None):
    """Evaluate a function for each row of a space.

    >>> from psyrun.pspace import Param
    >>> map_pspace(lambda x: {'y': x * x}, Param(x=[1, 2]))
    {'x': [1, 2], 'y': [1, 4]}
    """
    return dict_concat(get_result(fn, row, exclude) for row in pspace.iterate())


def map_pspace_parallel(fn, pspace, n_jobs=-1, backend='multiprocessing', exclude=None):
    """Evaluate a function for each row of a space, on several processors.

    With the backend `'threading'` threads do it, else processes. -1 jobs are as many as the
    machine has processors.
    """
    from psyrun.row_mapper import RowMapper  # Its imports take long, and task files need none.
    with RowMapper(fn, n_jobs, backend, exclude) as evaluate:
        return dict_concat(evaluate(pspace.iterate()))


def map_pspace_hdd_backed(
        fn, pspace, filename, store, return_data=True, pool_size=1, exclude=None):
    """Evaluate a function for the rows of a space that a file does not have yet.

    Rows are added to the file about each second, so that little is lost when the program ends. An
    exception of the function ends the call after the rows before it are saved.
    """
    new = _new_rows(pspace, store.load(filename) if os.path.exists(filename) else {}, exclude)
    if not os.path.exists(filename):
        store.save(filename, {})
    from psyrun.row_mapper import RowMapper
    with RowMapper(fn, pool_size, 'multiprocessing', exclude) as evaluate:
        _save_as_they_come(evaluate(new), filename, store)
    return store.load(filename) if return_data else None


def _save_as_they_come(results, filename, store):
    waiting, last = [], time.monotonic()
    try:
        for result in results:
            waiting.append(result)
            if time.monotonic() - last >= SAVE_EVERY:
                store.append(filename, dict_concat(waiting))
                waiting, last = [], time.monotonic()
    finally:
        if waiting:
            store.append(filename, dict_concat(waiting))


def _new_rows(pspace, known, exclude):
    """Return the rows of a space that a table lacks. Equal rows are counted."""
    if not any(len(column) for column in known.values()):
        return list(pspace.iterate())
    keys = [key for key in pspace.keys() if key not in (exclude or ())]
    for key in keys:
        if key not in known:
            raise AmbiguousOperationError('The file has no column for the parameter `{}`.'.format(key))
    done = Counter(
        row_identity(dict(zip(keys, values)), keys) for values in zip(*(known[key] for key in keys)))
    new = []
    for row in pspace.iterate():
        identity = row_identity(row, keys)
        if done[identity]:
            done[identity] -= 1
        else:
            new.append(row)
    return new
