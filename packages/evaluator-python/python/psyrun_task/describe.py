"""Describes task files to `psy`: reads a request from standard input, answers on descriptor 3.

    {"files": ["psy-tasks/task_a.py"], "conf": "psy-tasks/psy-conf.py", "modules": "…/python"}

The answer is one line of JSON with a description for each file, or its error. What the files print
goes to standard error.
"""

import ast
import base64
import json
import os
import sys

from psyrun.pspace import Param, ParameterSpace
from psyrun_task import settings as task_settings
from psyrun_task.load_file import load_module, public_names

STAGES = ('split', 'process', 'merge', 'pspace', 'finalize')
# The largest number of jobs for which functions among the arguments of a scheduler are called.
MOST_JOBS = 1000


def described(path, defaults, code):
    """Return what `psy` has to know of a task file: its settings alone, if `code` is None."""
    names = dict(defaults)
    names.update(public_names(load_module(path)))
    space = names.get('pspace', Param())
    if not isinstance(space, ParameterSpace):
        raise task_settings.NotASetting(
            'pspace is {!r}. Expected a parameter space, such as Param(x=[1, 2]).'.format(space))
    if not callable(names.get('execute')):
        raise task_settings.NotASetting('There is no function execute in the file.')
    if code is None:
        return {'settings': task_settings.settings_of(names, [])}
    # Imported here, because a list of tasks does without them.
    from psyrun_task.freeze import frozen_space
    from psyrun_task.rows_file import rows_file
    from psyrun_task.stored_space import through_store
    name = names['name'] if isinstance(names.get('name'), str) else _stem(path)
    return {
        'settings': task_settings.settings_of(names, job_names(name, names, space)),
        'space': frozen_space(space),
        'rows': base64.b64encode(rows_file(through_store(space, names))).decode(),
        'code': code.of_task(path),
    }


def job_names(task, names, space):
    """Return each name that a job of the task may have."""
    jobs = names.get('max_jobs', 100)
    jobs = len(space) if jobs is None else jobs
    count = min(jobs, MOST_JOBS) if isinstance(jobs, int) else 0
    return ['{}:{}'.format(task, stage) for stage in STAGES] + [
        '{}:process:{}'.format(task, i) for i in range(count)]


def _stem(path):
    return os.path.splitext(os.path.basename(path))[0][len('task_'):]


def failure(error, *files):
    """Return an error as data. Frames that are not of the user's files are left out.

    If a module cannot be imported, the interpreter that the files name may have it.
    """
    import traceback

    from psyrun_task.freeze import NotFreezable
    expected = isinstance(error, (task_settings.NotASetting, NotFreezable))
    lines = traceback.format_exception(type(error), error, _own_frames(error))
    failed = {'error': {
        'name': type(error).__name__, 'message': str(error),
        'traceback': None if expected else ''.join(lines)}}
    if isinstance(error, ImportError):
        failed['python'] = next(filter(None, map(named_python, filter(None, files))), None)
    return failed


def named_python(path):
    """Return the string that a file gives the setting `python`, without running the file."""
    with open(path, 'rb') as file:
        tree = ast.parse(file.read())
    for statement in reversed(tree.body):
        targets = getattr(statement, 'targets', [])
        if any(getattr(target, 'id', None) == 'python' for target in targets):
            value = getattr(statement.value, 'value', getattr(statement.value, 's', None))
            return value if isinstance(value, str) else None
    return None


def _own_frames(error):
    here = os.path.dirname(os.path.abspath(__file__))
    frame = error.__traceback__
    while frame is not None and os.path.dirname(os.path.abspath(
            frame.tb_frame.f_code.co_filename)) == here:
        frame = frame.tb_next
    return frame


def answer(request):
    """Return the answer to a request."""
    conf, defaults = request.get('conf'), {}
    if conf is not None:
        try:
            names = public_names(load_module(conf, 'psy-conf'))
        except BaseException as error:
            return {'conf': failure(error, conf)}
        defaults = {key: names[key] for key in task_settings.NAMES if key in names}
    code = None
    if not request.get('settingsOnly'):
        from psyrun_task.code import Code
        code = Code(request['modules'], conf)
    tasks = {}
    for path in request['files']:
        try:
            tasks[path] = described(path, defaults, code)
        except BaseException as error:
            tasks[path] = failure(error, path, conf)
    return {'tasks': tasks, 'python': {
        'executable': task_settings.interpreter(), 'version': sys.version.split()[0],
        'packages': packages()}}


def packages():
    """Return the versions of the installed packages that the files have imported, by name."""
    known = {}
    for name, module in list(sys.modules.items()):
        version = getattr(module, '__version__', None)
        file = getattr(module, '__file__', None) or ''
        if '.' not in name and isinstance(version, str) and '-packages' in file:
            known[name] = version
    return known


def main():
    channel = os.fdopen(3, 'w', encoding='utf-8')
    os.set_inheritable(3, False)
    request = json.load(sys.stdin)
    sys.path.append(os.path.abspath(request['taskdir']))
    os.dup2(2, 1)
    sys.dont_write_bytecode = True  # A stale .pyc would pass for a file that was just edited.
    channel.write(json.dumps(answer(request)) + '\n')
    channel.close()
    sys.stdout.flush()
    # Threads and exit handlers of the files may take long.
    os._exit(0)
