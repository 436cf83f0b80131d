"""What of a task file is code: everything but its settings and what only they need."""

import ast
import hashlib
import importlib
import os
import sys

from psyrun_task.settings import NAMES

# Settings that are compared by value, or that do not change a result.
SETTINGS = (set(NAMES) | {'name'}) - {'setup'}


class Code:
    """Makes digests of the code of task files.

    `modules` is the place of the module psyrun_digest, which makes those of other files.
    """

    def __init__(self, modules, conf):
        sys.path.insert(0, modules)
        try:
            self._digest = importlib.import_module('psyrun_digest')
        finally:
            sys.path.remove(modules)
        self._roots = {os.path.abspath(conf)} if conf else set()

    def of_task(self, path):
        """Return the digests of a task file, of its conf and of the local files that they import."""
        roots = self._roots | {os.path.abspath(path)}
        folders = [os.path.dirname(os.path.abspath(path))] + _python_path()
        files = {file for root in roots for folder in folders
                 for file in self._digest.local_files(root, folder)}
        digests = {file: self.of_file(file, file in roots) for file in sorted(files)}
        return {file: digest for file, digest in digests.items() if digest is not None}

    def of_file(self, path, has_settings):
        """Return the digest of a file, or None for one that has nothing but settings."""
        if not has_settings:
            return self._digest.digest_of(path)
        with open(path, 'rb') as file:
            source = file.read()
        try:
            counted = without_settings(ast.parse(source).body)
        except (SyntaxError, ValueError, RecursionError):
            return hashlib.sha256(source).hexdigest()
        if not counted:
            return None
        text = self._digest.dumped(counted)
        return hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()


def _python_path():
    folders = os.environ.get('PYTHONPATH', '').split(os.pathsep)
    # The module psyrun is no code of the user, also where scripts import it.
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return [os.path.abspath(folder) for folder in folders
            if folder and os.path.abspath(folder) != own]


def without_settings(statements):
    """Return the statements of a task file without settings and without what only they need.

    A setting stays if other code refers to it: a function that reads `pspace` depends on it.
    """
    rest = [part for statement in statements if not _is_text(statement)
            for part in _split_import(statement)]
    cut = [statement for statement in rest if _bound(statement) and _bound(statement) <= SETTINGS]
    while True:
        needed = _referred(statement for statement in rest if statement not in cut)
        kept = [statement for statement in cut if not _bound(statement) & needed]
        if len(kept) == len(cut):
            break
        cut = kept
    rest = [statement for statement in rest if statement not in cut]
    while True:
        unused = [statement for statement in rest if _serves_only(statement, cut, rest)]
        if not unused:
            return rest
        cut += unused
        rest = [statement for statement in rest if statement not in unused]


def _serves_only(statement, cut, rest):
    """True for a definition that only statements which were cut refer to.

    An import of psyrun that nothing refers to has no effect either.
    """
    names = _bound(statement)
    if not names or not (names & _referred(cut) or _is_of_psyrun(statement)):
        return False
    return not names & _referred(other for other in rest if other is not statement)


def _is_of_psyrun(statement):
    module = getattr(statement, 'module', None)
    if isinstance(statement, ast.Import):
        module = statement.names[0].name
    return module is not None and module.split('.')[0] == 'psyrun'


def _split_import(statement):
    """Return an import as one statement for each name."""
    if not isinstance(statement, (ast.Import, ast.ImportFrom)):
        return [statement]
    if isinstance(statement, ast.Import):
        return [ast.Import(names=[alias]) for alias in statement.names]
    return [ast.ImportFrom(module=statement.module, names=[alias], level=statement.level)
            for alias in statement.names]


def _bound(statement):
    """Return the names that a statement binds, if that is all it does. Empty for other statements."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split('.')[0] for alias in statement.names}
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
        targets = [statement.target]
    else:
        return set()
    names = [target for one in targets
             for target in (one.elts if isinstance(one, (ast.Tuple, ast.List)) else [one])]
    if not all(isinstance(name, ast.Name) for name in names):
        return set()
    return {name.id for name in names}


def _referred(statements):
    """Return the names that statements may read. Scopes do not count: rather too many than too few."""
    found = set()
    for statement in statements:
        if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
            found.add(statement.target.id)
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.add(node.id)
            elif isinstance(node, ast.Global):
                found.update(node.names)
    return found


def _is_text(statement):
    if not isinstance(statement, ast.Expr):
        return False
    value = statement.value
    return isinstance(getattr(value, 'value', None), str) or type(value).__name__ == 'Str'
