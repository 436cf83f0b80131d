"""Python psyrun made trees of jobs with this module. Here, `psy` does."""

from psyrun.refused import not_carried_over

_INSTEAD = 'psy makes and submits the jobs itself. A backend of your own is a plug-in.'


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    not_carried_over('psyrun.jobs.' + name, _INSTEAD)
