"""Rows that psyrun has sent."""
from psyrun_worker.decoder import Decoder

# Time after which rows that have not begun are given back, in seconds.
KEEP_FOR = 0.1


class Row(object):
    """A row that waits, or that is evaluated."""

    __slots__ = ("number", "index", "values", "is_first", "started", "clock")

    def __init__(self, number, index, values, is_first):
        self.number = number
        self.index = index
        self.values = values
        self.is_first = is_first


def rows_of(message, payload):
    """Return the rows of a message. Those without values are known by their index."""
    first = message["first"]
    if "rows" not in message:
        return [Row(first + i, index, None, i == 0) for i, index in enumerate(message["indices"])]
    rows = message["rows"]
    if not message.get("plain"):
        decoder = Decoder(payload)
        for values in rows:
            decoder.row(values)
    for key in message.get("floats", ()):
        for values in rows:
            if type(values.get(key)) is int:
                values[key] = float(values[key])
    indices = message.get("indices") or range(first, first + len(rows))
    return [Row(first + i, indices[i], values, i == 0) for i, values in enumerate(rows)]
