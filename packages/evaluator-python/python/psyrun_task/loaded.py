"""What the program that evaluates rows needs of a task file: its functions and its rows."""

import os
import sys

from psyrun_task import settings as task_settings
from psyrun_task.code import Code
from psyrun_task.load_file import load_module, public_names
from psyrun_task.pickled import pickler_for
from psyrun_task.rows_file import space_of
from psyrun_worker.errors import OWN_FOLDERS
from psyrun_worker.loading import FOLDER
from psyrun_worker.refusals import Unusable, leave_out_with


class Loaded:
    """The functions and the rows of a task. `load` is the message that names them."""

    def __init__(self, load):
        OWN_FOLDERS.append(os.path.dirname(os.path.abspath(__file__)))
        leave_out_with('exclude_from_result')
        sys.dont_write_bytecode = True
        path, conf = load['file'], load.get('conf')
        sys.argv = [path]
        sys.path.append(os.path.dirname(path))
        _refuse_changed_code(load)
        names = {}
        if conf is not None:
            defaults = public_names(load_module(conf, 'psy-conf'))
            names = {key: defaults[key] for key in task_settings.NAMES if key in defaults}
        names.update(public_names(load_module(path)))
        self.execute = names['execute']
        setup = names.get('setup')
        self.setup = setup if callable(setup) else None
        self._space = _space(load)
        # Stores for arrays write what psyrun makes of a value.
        if task_settings.ext_of(names) == '.pkl':
            self.pickle_of = pickler_for(os.path.dirname(os.path.abspath(path)))

    def row(self, index):
        """Return one row of the space of the run."""
        return self._space.row(index)


def _space(load):
    path = load['rowsFile']
    try:
        with open(path, 'rb') as file:
            return space_of(file.read())
    except (OSError, ValueError) as error:
        raise Unusable(
            'The rows of the run cannot be read from {}: {}. psy run writes the file again.'.format(
                path, error))


def _refuse_changed_code(load):
    """Raise if the code of the task has changed since the run began."""
    code = Code(FOLDER, load.get('conf'))
    roots = [load['file'], load.get('conf')]
    for file, expected in load['code'].items():
        # Another machine may have the files elsewhere: then psyrun's own check counts.
        if os.path.exists(file) and code.of_file(file, file in roots) != expected:
            raise Unusable(
                '{} has changed since the run began.'.format(file), 'PSYRUN_RUN_CHANGED')
