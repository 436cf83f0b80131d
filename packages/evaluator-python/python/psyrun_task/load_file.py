"""Runs task files as Python psyrun did: as a module that is given its path, and not imported."""

import os
import sys
import types


def load_module(path, name=None):
    """Run a Python file and return its module.

    The source is read as bytes, so that its coding cookie counts. The module is known by its name,
    so that its classes can be pickled.
    """
    name = name or os.path.splitext(os.path.basename(path))[0]
    with open(path, 'rb') as file:
        code = compile(file.read(), path, 'exec')
    module = types.ModuleType(name)
    module.__file__ = path
    sys.modules[name] = module
    try:
        exec(code, module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def public_names(module):
    """Return what a task file defines, without names that begin with an underscore."""
    return {name: value for name, value in vars(module).items() if not name.startswith('_')}
