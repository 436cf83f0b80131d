"""The backend that gives each job a fixed part of the rows."""

from psyrun.backend.base import Backend
from psyrun.refused import not_carried_over


class DistributeBackend(Backend):
    """Divides the rows into batches of about equal size, one a job."""

    backend = 'distribute'


def __getattr__(name):
    if name in ('Splitter', 'Worker'):
        not_carried_over(
            'psyrun.backend.distribute.' + name,
            'psy divides the rows itself. A backend of your own is a plug-in.')
    raise AttributeError(name)
