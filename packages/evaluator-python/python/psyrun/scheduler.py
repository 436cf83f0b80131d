"""Schedulers: where jobs run. A task file names one of them; `psy` speaks to it.

Nothing here starts a command, makes a folder or reads the name of the user. What classes of your own
need to be defined is here, so that psy can refuse them by their name.
"""

from collections import namedtuple

from psyrun.refused import not_carried_over

JobStatus = namedtuple('JobStatus', ['id', 'status', 'name'])

_METHODS = ('get_jobs', 'get_status', 'kill', 'refresh_job_info', 'submit', 'submit_array')


class Scheduler:
    """Names a scheduler for `psy`. One of your own is a plug-in; it is not written in Python."""

    scheduler = None
    """The name of the scheduler in task files."""

    USER_DEFAULT_ARGS = {}

    def __getattr__(self, name):
        if name in _METHODS:
            not_carried_over(
                'psyrun.scheduler.{}.{}'.format(type(self).__name__, name),
                'Jobs are submitted, asked for and ended from the command line.')
        raise AttributeError(name)


class ImmediateRun(Scheduler):
    """Runs jobs at once on this machine."""

    scheduler = 'immediate'


class ExternalScheduler(Scheduler):
    """A scheduler with commands of its own."""

    class Option:
        """An option of a command, in the table of arguments of a scheduler."""

        def __init__(self, name, conversion=str):
            self.name = name
            self.conversion = conversion

    class ShortOption(Option):
        """An option such as -t."""

    class LongOption(Option):
        """An option such as --mem."""

    def __init__(self, workdir=None):
        self.workdir = workdir


class Pbs(ExternalScheduler):
    """PBS: OpenPBS, PBS Professional, Torque."""

    scheduler = 'pbs'
    USER_DEFAULT_ARGS = {'timelimit': '1h', 'n_cpus': 1, 'memory': '1G'}


class Sge(ExternalScheduler):
    """Grid Engine."""

    scheduler = 'sge'
    USER_DEFAULT_ARGS = {'timelimit': '1h'}


class Slurm(ExternalScheduler):
    """Slurm."""

    scheduler = 'slurm'
    USER_DEFAULT_ARGS = {'timelimit': '1h', 'memory': '1G'}


class Sqsub(ExternalScheduler):
    """The sqsub of SHARCNET."""

    scheduler = 'sqsub'
    USER_DEFAULT_ARGS = {'timelimit': '1h', 'n_cpus': 1, 'n_nodes': 1, 'memory': '1G'}
