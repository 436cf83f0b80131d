"""The backend that gives each job the next rows when it is free."""

from psyrun.backend.base import Backend
from psyrun.refused import not_carried_over


class LoadBalancingBackend(Backend):
    """Lets all jobs take rows from one queue, for rows of very different length."""

    backend = 'load-balancing'


def __getattr__(name):
    if name in ('LoadBalancingWorker',):
        not_carried_over(
            'psyrun.backend.load_balancing.' + name,
            'psy divides the rows itself. A backend of your own is a plug-in.')
    raise AttributeError(name)
