"""The function of the user."""
import collections.abc
import importlib
import importlib.machinery
import importlib.util
import os
import sys

from psyrun_worker.refusals import Unusable, described

# The folder of the modules that evaluate rows.
FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def loaded(load):
    """Return the functions that a load message names. A loader may find functions of other files."""
    loader = load.get("loader")
    if loader is None:
        return Loaded(load)
    sys.path[0] = loader["folder"]
    return importlib.import_module(loader["module"]).Loaded(load)


class Loaded(object):
    """The functions that a load message names."""

    def __init__(self, load):
        refuse_changed_code(load.get("code"))
        self._place = load.get("file") or load["module"]
        module = imported(load)
        self.execute = self._found(module, load["function"])
        self.setup = self._found(module, load["setup"]) if load.get("setup") else None

    def _found(self, module, dotted):
        found = module
        for name in dotted.split("."):
            if not hasattr(found, name):
                names = [n for n in dir(found) if callable(getattr(found, n, None)) and n[0] != "_"]
                message = "%s has no function %s. It has: %s."
                raise Unusable(message % (self._place, dotted, ", ".join(names[:20]) or "none"))
            found = getattr(found, name)
        if not callable(found):
            raise Unusable("%s of %s is not a function." % (dotted, self._place))
        return found


def resources_of(functions, proc_id, awaited):
    """Return what the function for the setup of a process returns."""
    resources = None if functions.setup is None else awaited(functions.setup(proc_id))
    if resources is None:
        return {}
    if not isinstance(resources, collections.abc.Mapping):
        name = getattr(functions.setup, "__name__", "setup")
        message = "The function %s returned %s. Return a dict of resources by name, or None."
        raise Unusable(message % (name, described(resources)))
    return dict(resources)


def imported(load):
    # Python would take a stale .pyc for the file that has just been edited.
    sys.dont_write_bytecode = True
    # As for `python file.py`: modules beside the file can be imported.
    file = load.get("file")
    folder = os.path.dirname(os.path.abspath(file)) if file else os.getcwd()
    sys.path[0] = folder
    sys.argv = [file or load["module"]]
    if not file:
        return importlib.import_module(load["module"])
    return imported_file(os.path.abspath(file))


def imported_file(file):
    if not os.path.isfile(file):
        raise Unusable("There is no file %s." % file)
    stem = os.path.splitext(os.path.basename(file))[0]
    name = stem if stem not in sys.modules else "psyrun_function_" + stem
    loader = importlib.machinery.SourceFileLoader(name, file)
    spec = importlib.util.spec_from_file_location(name, file, loader=loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    exec(loader.source_to_code(loader.get_data(file), file), module.__dict__)
    return module


def refuse_changed_code(code):
    """Raise if a file of the function has changed since the run began."""
    if not code:
        return
    from psyrun_digest import digest_of
    for file, expected in code.items():
        # Another machine may have the files elsewhere: then psyrun's own check counts.
        if os.path.exists(file) and digest_of(file) != expected:
            raise Unusable("%s has changed since the run began." % file, "PSYRUN_RUN_CHANGED")


def versions():
    """Return the versions of the packages that the function has imported."""
    known = {}
    for name, module in list(sys.modules.items()):
        if "." in name or name.startswith("_") or name in ("json", "re", "csv", "ctypes"):
            continue
        version = getattr(module, "__version__", None)
        file = getattr(module, "__file__", None) or ""
        if isinstance(version, str) and "-packages" in file:
            known[name] = version
    return known
