"""Describes task files to `psy`: reads a request from standard input, answers on descriptor 3.

    {"files": ["psy-tasks/task_a.py"], "conf": "psy-tasks/psy-conf.py", "jobs": 100}

The answer is one line of JSON with a description for each file, or its error. What the files print
goes to standard error.
"""

import base64
import hashlib
import json
import os
import platform
import sys
import traceback

from psyrun.pspace import Param, ParameterSpace
from psyrun_task import settings as task_settings
from psyrun_task.freeze import NotFreezable, frozen_space
from psyrun_task.load_file import load_module, public_names
from psyrun_task.rows_file import rows_file
from psyrun_task.stored_space import through_store

STAGES = ('split', 'process', 'merge', 'pspace', 'finalize')


def described(path, defaults):
    """Return what `psy` has to know of a task file."""
    names = dict(defaults)
    names.update(public_names(load_module(path)))
    space = names.get('pspace', Param())
    if not isinstance(space, ParameterSpace):
        raise task_settings.NotASetting(
            'pspace is {!r}. Expected a parameter space, such as Param(x=[1, 2]).'.format(space))
    if not callable(names.get('execute')):
        raise task_settings.NotASetting('There is no function execute in the file.')
    name = names.get('name') if isinstance(names.get('name'), str) else _stem(path)
    rows = rows_file(through_store(space, task_settings.ext_of(names)))
    return {
        'settings': task_settings.settings_of(names, job_names(name, names)),
        'space': frozen_space(space),
        'rows': {'sha256': hashlib.sha256(rows).hexdigest(), 'bytes': base64.b64encode(rows).decode()},
        'setup': callable(names.get('setup')),
    }


def job_names(task, names):
    """Return each name that a job of the task may have."""
    jobs = names.get('max_jobs', 100) or len(names.get('pspace', ()))
    return ['{}:{}'.format(task, stage) for stage in STAGES] + [
        '{}:process:{}'.format(task, i) for i in range(jobs)]


def _stem(path):
    return os.path.splitext(os.path.basename(path))[0][len('task_'):]


def failure(error, path):
    """Return an error as data. Frames that are not of the user's files are left out."""
    here = os.path.dirname(os.path.abspath(__file__))
    text = ''.join(traceback.format_exception(type(error), error, _own_frames(error, here)))
    expected = isinstance(error, (task_settings.NotASetting, NotFreezable))
    return {'error': {
        'name': type(error).__name__, 'message': str(error), 'traceback': None if expected else text}}


def _own_frames(error, here):
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
    tasks = {}
    for path in request['files']:
        try:
            tasks[path] = described(path, defaults)
        except BaseException as error:
            tasks[path] = failure(error, path)
    return {'tasks': tasks, 'python': {
        'executable': task_settings.interpreter(), 'version': platform.python_version(),
        'numpy': getattr(sys.modules.get('numpy'), '__version__', None)}}


def main():
    channel = os.fdopen(3, 'w', encoding='utf-8')
    os.set_inheritable(3, False)
    request = json.load(sys.stdin)
    sys.path[:] = [folder for folder in sys.path if folder != request.get('own')]
    os.dup2(2, 1)
    channel.write(json.dumps(answer(request)))
    channel.close()


if __name__ == '__main__':
    main()
