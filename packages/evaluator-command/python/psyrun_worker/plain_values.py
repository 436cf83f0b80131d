"""Numbers and strings as data for psyrun."""
import sys

from psyrun_worker.refusals import Unsendable


def number_of(value):
    """Return a float in the form of the protocol."""
    if value - value == 0:
        return value
    name = "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return {"$": "number", "v": name}


def bytes_of_floats(value):
    """Return the bytes of a list that has only floats, or None."""
    if type(value) not in (list, tuple) or set(map(type, value)) != {float}:
        return None
    import array

    floats = array.array("d", value)
    if sys.byteorder == "big":
        floats.byteswap()
    return floats.tobytes()


def text_of(value):
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise Unsendable(
                "a string with half a surrogate pair", "Use .encode('utf-8', 'replace').decode(),"
            )
    return value


def digits_of(value):
    """Return all digits of an integer, also where Python limits how many it prints."""
    limit = getattr(sys, "get_int_max_str_digits", lambda: 0)()
    if limit == 0 or value.bit_length() < 3 * limit:
        return str(value)
    sys.set_int_max_str_digits(0)
    try:
        return str(value)
    finally:
        sys.set_int_max_str_digits(limit)
