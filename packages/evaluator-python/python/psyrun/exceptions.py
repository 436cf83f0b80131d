"""Warnings of psyrun."""


class TaskWarning(UserWarning):
    """A warning about a task."""

    def __init__(self, task_name, *args):
        super().__init__(*args)
        self.task_name = task_name


class JobsRunningWarning(TaskWarning):
    """Jobs of the task are still queued or running."""

    def __init__(self, task_name):
        super().__init__(
            task_name,
            "Task '{}' has unfinished jobs queued. Not starting new jobs until these are "
            'finished or have been killed.'.format(task_name))


class TaskWorkdirDirtyWarning(TaskWarning):
    """The work directory has results that a run would overwrite."""

    def __init__(self, task_name):
        super().__init__(
            task_name, "Work directory of task '{}' is dirty.".format(task_name))


class IneffectiveExcludeWarning(UserWarning):
    """A key to exclude from the result is not in the result."""

    def __init__(self, key):
        super().__init__(
            "The key '{}' to remove from the result was not found in the result "
            'dictionary.'.format(key))
        self.key = key
