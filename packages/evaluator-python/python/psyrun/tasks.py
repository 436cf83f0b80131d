"""Python psyrun loaded task files in this module. Here, `psy` loads them."""

from psyrun.refused import not_carried_over

_INSTEAD = 'Use the command psy, or from a program the npm package psyrun: openProject().'


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    not_carried_over('psyrun.tasks.' + name, _INSTEAD)
