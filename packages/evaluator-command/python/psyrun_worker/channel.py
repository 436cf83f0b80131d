"""The channel: messages from and to psyrun."""
import errno
import fcntl
import json
import os

# The descriptors of the channel are moved here and above, out of the way of the function.
LOWEST_DESCRIPTOR = 100

to_json = json.JSONEncoder(allow_nan=False, check_circular=False, separators=(",", ":")).encode


class Channel(object):
    """Messages from and to psyrun. A message is a dict and the bytes that follow its line."""

    def __init__(self, source, target):
        self._source = moved(source)
        self._target = moved(target)
        self._buffer = bytearray()
        # The number of bytes of the buffer that have no end of a line.
        self._searched = 0
        # A message whose payload has not arrived.
        self._message = None
        os.register_at_fork(after_in_child=self._close)

    def fileno(self):
        return self._source

    @property
    def is_closed(self):
        """True in a process that the function has forked: it must not speak for the worker."""
        return self._source < 0

    def receive(self):
        """Return the next message and its payload. Raise EOFError when psyrun is gone."""
        while True:
            received = self.received()
            if received is not None:
                return received
            self.read_more()

    def received(self):
        """Return the next message that has arrived completely, or None."""
        if self._message is None:
            end = self._buffer.find(b"\n", self._searched)
            if end < 0:
                self._searched = len(self._buffer)
                return None
            self._message = message_of(self._buffer[:end])
            del self._buffer[: end + 1]
            self._searched = 0
        message = self._message
        size = message.get("payload", 0)
        if len(self._buffer) < size:
            return None
        payload = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._message = None
        return message, payload

    def read_more(self):
        chunk = os.read(self._source, 1 << 20)
        if not chunk:
            raise EOFError
        self._buffer += chunk

    def send(self, message, payload=()):
        """Send a message and the parts of its payload."""
        if payload:
            message["payload"] = sum(map(len, payload))
        self._write(to_json(message).encode("ascii") + b"\n")
        for part in payload:
            self._write(part)

    def _write(self, data):
        rest = memoryview(data)
        while len(rest) > 0:
            rest = rest[os.write(self._target, rest) :]

    def _close(self):
        for descriptor in (self._source, self._target):
            os.close(descriptor)
        self._source = self._target = -1


def message_of(line):
    message = json.loads(line.decode("utf-8"))
    # Without a tagged value, all values are as JSON says them.
    message["plain"] = b'"$"' not in line
    return message


def moved(descriptor):
    """Return a copy of a descriptor that child programs do not inherit, and close the original."""
    try:
        copy = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, LOWEST_DESCRIPTOR)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EMFILE):
            raise
        copy = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 5)
    os.close(descriptor)
    os.set_blocking(copy, True)
    return copy
