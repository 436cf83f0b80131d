"""Backends: how the rows of a task are divided among jobs. A task file names one of them."""

from psyrun.backend.base import Backend
from psyrun.backend.distribute import DistributeBackend
from psyrun.backend.load_balancing import LoadBalancingBackend

__all__ = ['Backend', 'DistributeBackend', 'LoadBalancingBackend']
