"""Evaluates rows in threads or processes of a script, without `psy`."""

import concurrent.futures
import multiprocessing
import os
import random
import sys

from psyrun.mapper import get_result


class RowMapper:
    """Evaluates rows here, in threads or in processes, and gives results in the order of rows."""

    def __init__(self, fn, n_jobs, backend, exclude):
        self._task = (fn, exclude)
        jobs = os.cpu_count() if n_jobs in (-1, None) else n_jobs
        if jobs < 1:
            raise ValueError('{} is no number of jobs. Expected 1 or more, or -1.'.format(n_jobs))
        self._pool = None
        if backend == 'threading':
            self._pool = concurrent.futures.ThreadPoolExecutor(jobs)
        elif jobs > 1 or backend != 'multiprocessing':
            self._pool = concurrent.futures.ProcessPoolExecutor(
                jobs, mp_context=_context(), initializer=_begin, initargs=self._task)

    def __enter__(self):
        return self._evaluate

    def __exit__(self, *error):
        if self._pool is not None:
            self._pool.shutdown()

    def _evaluate(self, rows):
        fn, exclude = self._task
        if isinstance(self._pool, concurrent.futures.ThreadPoolExecutor):
            return self._pool.map(lambda row: get_result(fn, row, exclude), rows)
        if self._pool is None:
            return (get_result(fn, row, exclude) for row in rows)
        return self._pool.map(_evaluate_here, rows, chunksize=1)


def _context():
    """A forked process knows the function, which so need not be importable."""
    method = 'fork' if 'fork' in multiprocessing.get_all_start_methods() else None
    return multiprocessing.get_context(method)


_here = None


def _begin(fn, exclude):
    """Prepare a process. Forked processes would all draw the same random numbers."""
    global _here
    _here = (fn, exclude)
    random.seed()
    if 'numpy' in sys.modules:
        sys.modules['numpy'].random.seed()


def _evaluate_here(row):
    fn, exclude = _here
    return get_result(fn, row, exclude)
