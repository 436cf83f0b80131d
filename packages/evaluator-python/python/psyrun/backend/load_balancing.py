"""The backend that gives each job the next rows when it is free."""

from psyrun.backend.base import Backend


class LoadBalancingBackend(Backend):
    """Lets all jobs take rows from one queue, for rows of very different length."""

    backend = 'load-balancing'
