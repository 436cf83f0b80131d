"""Functions for examples."""


def square(x):
    """Return the square of `x` as `y`.

    >>> square(3)
    {'y': 9}
    """
    return {'y': x * x}
