"""Schedulers: where jobs run. A task file names one of them; `psy` speaks to it.

Nothing here starts a command, makes a folder or reads the name of the user.
"""


class Scheduler:
    """Names a scheduler for `psy`. One of your own is a plug-in; it is not written in Python."""

    scheduler = None
    """The name of the scheduler in task files."""

    USER_DEFAULT_ARGS = {}


class ImmediateRun(Scheduler):
    """Runs jobs at once on this machine."""

    scheduler = 'immediate'


class ExternalScheduler(Scheduler):
    """A scheduler with commands of its own."""

    def __init__(self, workdir=None):
        self.workdir = workdir


class Slurm(ExternalScheduler):
    """Slurm."""

    scheduler = 'slurm'
    USER_DEFAULT_ARGS = {'timelimit': '1h', 'memory': '1G'}


class Sqsub(ExternalScheduler):
    """The sqsub of SHARCNET."""

    scheduler = 'sqsub'
    USER_DEFAULT_ARGS = {'timelimit': '1h', 'n_cpus': 1, 'n_nodes': 1, 'memory': '1G'}
