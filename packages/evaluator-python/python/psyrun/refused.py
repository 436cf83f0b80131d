"""What task files cannot do with this package, said by name."""


class NotCarriedOver(Exception):
    """Something of Python psyrun has no equal here. The message says what to do."""


def not_carried_over(name, instead):
    """Raise `NotCarriedOver` for a name of Python psyrun."""
    raise NotCarriedOver('{} is not carried over to this psyrun. {}'.format(name, instead))
