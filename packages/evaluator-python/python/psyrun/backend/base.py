"""The base of backends."""

from psyrun.refused import not_carried_over


class Backend:
    """Names a backend for `psy`. A backend of your own is a plug-in; it is not written in Python.

    A task file gives the class or an instance: both mean the same.
    """

    backend = None
    """The name of the backend in task files."""

    def __init__(self, task=None):
        self.task = task


def __getattr__(name):
    if name in ('JobSourceFile',):
        not_carried_over(
            'psyrun.backend.base.' + name,
            'psy divides the rows itself. A backend of your own is a plug-in.')
    raise AttributeError(name)
