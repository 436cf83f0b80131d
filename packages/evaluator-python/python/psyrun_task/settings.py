"""The settings of a task file, as those that `psy` knows."""

import os
import sys

from psyrun.backend import Backend
from psyrun.scheduler import Scheduler
from psyrun.store import PickleStore, Store

NAMES = ('backend', 'exclude_from_result', 'file_dep', 'max_jobs', 'min_items', 'overwrite_dirty',
         'pool_size', 'pspace', 'python', 'resultfile', 'reuse', 'scheduler', 'scheduler_args', 'setup',
         'store', 'workdir')
"""The settings that psy-conf.py may give. A task file may have `name` and `execute` as well."""


class NotASetting(Exception):
    """A setting has a value that cannot be used. The message says which and what is expected."""


def settings_of(names, job_names):
    """Return the settings among the names of a task file, as plain data for `psy`.

    `job_names` are the names for which functions among the arguments of the scheduler are called.
    """
    settings = {}
    for name, read in READERS.items():
        if name in names:
            settings[_camel(name)] = read(name, names[name])
    if 'scheduler_args' in names:
        settings['schedulerArgs'] = _by_job(names['scheduler_args'], job_names)
    return settings


def store_suffix(value):
    """Return the ending of the files of a store: an object, its class, or the ending itself."""
    if isinstance(value, str):
        return value
    kind = value if isinstance(value, type) else type(value)
    if not (isinstance(kind, type) and issubclass(kind, Store)):
        raise NotASetting('store is {!r}. Expected a store, such as PickleStore().'.format(value))
    if not kind.__module__.startswith('psyrun.'):
        raise NotASetting(
            'store is {}, a store of your own in Python. Write it as a plug-in for psy and '
            'give its suffix as a string, or use PickleStore, NpzStore or H5Store.'.format(kind.__qualname__))
    return kind.ext


def _named(base, member, instead):
    def read(name, value):
        if isinstance(value, str):  # the name of a plug-in
            return value
        kind = value if isinstance(value, type) else type(value)
        if not issubclass(kind, base):
            raise NotASetting('{} is {!r}. Expected {}.'.format(name, value, instead))
        if not kind.__module__.startswith('psyrun.') or getattr(kind, member) is None:
            raise NotASetting(
                '{} is {}, which is written in Python. Write it as a plug-in for psy and give '
                'its name as a string, or use {}.'.format(name, kind.__qualname__, instead))
        return getattr(kind, member)
    return read


def _strings(name, value):
    items = [value] if isinstance(value, str) or not hasattr(value, '__iter__') else list(value)
    if not all(isinstance(item, (str, os.PathLike)) for item in items):
        raise NotASetting('{} is {!r}. Expected a list of strings.'.format(name, value))
    return [os.fspath(item) for item in items]


def _sources(name, value):
    """Return names and paths of other runs. `psy` checks the members of a dict."""
    items = [value] if isinstance(value, (str, os.PathLike, dict)) else value
    if not all(isinstance(item, (str, os.PathLike, dict)) for item in items):
        raise NotASetting("{} is {!r}. Expected a list of names of tasks, paths, or {{'from': …, 'code': …}}."
                          .format(name, value))
    return [item if isinstance(item, dict) else os.fspath(item) for item in items]


def _count(name, value):
    if isinstance(value, bool) or not hasattr(value, '__index__') or value.__index__() < 1:
        raise NotASetting('{} is {!r}. Expected a whole number of at least 1.'.format(name, value))
    return value.__index__()


def _count_or_none(name, value):
    return None if value is None else _count(name, value)


def _flag(name, value):
    return bool(value)


def _path(name, value):
    if not isinstance(value, (str, os.PathLike)):
        raise NotASetting('{} is {!r}. Expected a path.'.format(name, value))
    return os.fspath(value)


def _path_or_none(name, value):
    return None if value is None else _path(name, value)


READERS = {
    'name': lambda name, value: value if isinstance(value, str) else None,
    'backend': _named(Backend, 'backend', 'DistributeBackend or LoadBalancingBackend'),
    'scheduler': _named(Scheduler, 'scheduler', 'ImmediateRun(), Pbs(), Sge(), Slurm() or Sqsub()'),
    'store': lambda name, value: store_suffix(value),
    'exclude_from_result': _strings,
    'file_dep': _strings,
    'max_jobs': _count_or_none,
    'min_items': _count,
    'pool_size': _count,
    'overwrite_dirty': _flag,
    'python': _path,
    'resultfile': _path_or_none,
    'reuse': _sources,
    'workdir': _path,
}


def _camel(name):
    first, *others = name.split('_')
    return first + ''.join(map(str.capitalize, others))


def _by_job(args, job_names):
    """Return the arguments of the scheduler by name, and those that are functions by job."""
    if not hasattr(args, 'items'):
        raise NotASetting('scheduler_args is {!r}. Expected a dict.'.format(args))
    return {
        key: {'byJob': {job: value(job) for job in job_names}} if callable(value) else {'value': value}
        for key, value in args.items()}


def ext_of(names):
    """Return the ending of the result of a task."""
    return store_suffix(names.get('store', PickleStore))


def interpreter():
    """Return the path of this interpreter. In a virtual environment it is not the one behind it."""
    return sys.executable
