"""Whether a file defines a function, as far as that can be told without executing it."""
import ast
import os
import traceback

# With these, a module can get names that its text does not show.
HIDDEN = {"globals", "exec", "setattr", "vars", "locals", "modules", "__getattr__", "__dict__"}


def problem_of(file, functions):
    """Return what is wrong with a file or its functions; None if nothing is, or it is not known."""
    if not file.endswith(".py"):
        return None
    with open(file, "rb") as opened:
        content = opened.read()
    try:
        tree = compile(content, file, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return {"syntax": "".join(traceback.format_exception_only(type(error), error)).strip()}
    except RecursionError:
        return None
    if any(is_hiding(node) for node in ast.walk(tree)):
        return None
    problems = (missing(tree, function, os.path.basename(file)) for function in functions)
    return next((problem for problem in problems if problem), None)


def missing(tree, dotted, place):
    scope = tree
    for part in dotted.split("."):
        names = names_of(scope)
        if part not in names:
            functions = [n for n, node in names.items() if node is not None and n[0] != "_"]
            return {"function": dotted, "place": place, "known": functions}
        scope = names[part]
        # What a base class, a decorator or a call gives is not in the text.
        if not isinstance(scope, ast.ClassDef) or scope.bases or scope.keywords or scope.decorator_list:
            return None
        place = "the class %s" % part
    return None


def names_of(scope):
    """Return the names of a module or class, with the functions and classes that they are for sure."""
    names = {}
    waiting = list(scope.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names[node.name] = node
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                names.setdefault((alias.asname or alias.name).split(".")[0], None)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.setdefault(node.id, None)
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)
            # Such as `except … as name` and the patterns of `match`.
            for field in ("name", "rest"):
                if isinstance(getattr(node, field, None), str):
                    names.setdefault(getattr(node, field), None)
    for node in ast.walk(scope):
        if isinstance(node, ast.Global):
            names.update((name, None) for name in node.names if name not in names)
    return names


def is_hiding(node):
    if isinstance(node, ast.ImportFrom):
        return any(alias.name == "*" for alias in node.names)
    name = getattr(node, "id", getattr(node, "attr", getattr(node, "name", None)))
    return isinstance(name, str) and name in HIDDEN
