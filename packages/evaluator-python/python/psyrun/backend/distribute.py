"""The backend that gives each job a fixed part of the rows."""

from psyrun.backend.base import Backend


class DistributeBackend(Backend):
    """Divides the rows into batches of about equal size, one a job."""

    backend = 'distribute'
