"""The Python side of psyrun: spaces, mapping functions and stores for task files and scripts.

    from psyrun import Param, map_pspace

    map_pspace(lambda x: {'y': x * x}, Param(x=[1, 2]))  # {'x': [1, 2], 'y': [1, 4]}

The command ``psy`` runs task files. This package has what they import.
"""

from psyrun.backend import DistributeBackend, LoadBalancingBackend
from psyrun.mapper import map_pspace, map_pspace_hdd_backed, map_pspace_parallel
from psyrun.pspace import Param
from psyrun.scheduler import ImmediateRun, Pbs, Sge, Slurm, Sqsub
from psyrun.store import AutodetectStore, DefaultStore, PickleStore, load
from psyrun.version import __version__

__all__ = [
    'AutodetectStore', 'DefaultStore', 'DistributeBackend', 'ImmediateRun', 'LoadBalancingBackend',
    'Param', 'Pbs', 'PickleStore', 'Sge', 'Slurm', 'Sqsub', 'load', 'map_pspace',
    'map_pspace_hdd_backed', 'map_pspace_parallel', '__version__',
]
