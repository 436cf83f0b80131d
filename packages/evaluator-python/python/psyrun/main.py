"""Python psyrun had its command line in this module. Here, it is the command `psy`."""

from psyrun.refused import not_carried_over

_INSTEAD = 'Use the command psy, or from a program the npm package psyrun: openProject().'


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    not_carried_over('psyrun.main.' + name, _INSTEAD)
