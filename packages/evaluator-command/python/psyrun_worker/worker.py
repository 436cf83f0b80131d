"""The worker: it loads the function, sets it up and evaluates rows."""
import os
import sys
import time

from psyrun_worker.channel import Channel
from psyrun_worker.encoder import Encoder
from psyrun_worker.errors import loading_error
from psyrun_worker.loading import loaded, resources_of, versions
from psyrun_worker.process import flush_output, in_debugger, prepare_output, prepare_signals
from psyrun_worker.reporter import Reporter
from psyrun_worker.results import Results
from psyrun_worker.rows import KEEP_FOR, rows_of

PROTOCOL = 1
# Largest number of rows that psyrun sends at a time.
BATCH = 2000


class Worker(object):
    """Answers the messages of psyrun."""

    def __init__(self, channel):
        self._channel = channel
        self._encoder = Encoder()
        self.reporter = Reporter(channel, self._encoder)
        self._loaded = None
        self._set_up_with = None
        self._results = None
        self._loop = None
        self._load = {}

    def run(self):
        """Serve until psyrun says that it is enough, or is gone."""
        version = "%d.%d.%d" % sys.version_info[:3]
        about = {"language": "python", "version": version, "executable": sys.executable}
        hello = {"kind": "hello", "protocol": PROTOCOL, "batch": BATCH, "queue": True}
        self._channel.send(dict(hello, pid=os.getpid(), **about))
        while True:
            message, payload = self._channel.receive()
            if message["kind"] == "end":
                return
            self._receive(message, payload)

    def _receive(self, message, payload):
        kind = message["kind"]
        if kind == "load":
            self._load = message
            self._encoder.typed_scalars = bool(message.get("scalars"))
        elif kind == "ping":
            self._channel.send({"kind": "pong", "holds": 0})
        elif kind == "rows" and self._prepare(message):
            self._serve(message, payload)

    def _prepare(self, message):
        """Load and set up if that is necessary. Return False if it failed."""
        wanted = (message["procId"], tuple(message.get("exclude", ())))
        if wanted == self._set_up_with:
            return True
        try:
            if self._loaded is None:
                self._loaded = loaded(self._load)
                self._encoder.pickle_of = getattr(self._loaded, "pickle_of", None)
                if os.environ.get("PSYRUN_INSPECT"):
                    self._loaded.execute = in_debugger(self._loaded.execute)
            self._set_up(*wanted)
        except BaseException as error:
            self._leave_if_forked(error)
            flush_output()
            self._channel.send({"kind": "unusable", "error": loading_error(error)})
            return False
        self._set_up_with = wanted
        return True

    def _set_up(self, proc_id, exclude):
        excluded = self.reporter.excluded
        resources = resources_of(self._loaded, proc_id, self._awaited)
        excluded.update(key for key in exclude if key in resources)
        kept = [(key, value) for key, value in resources.items() if key not in exclude]
        ready = {"kind": "ready", "resources": self._encoder.row(kept), "versions": versions()}
        self._results = Results(self._loaded, resources, frozenset(exclude), excluded)
        self._channel.send(ready, self._encoder.payload)
        self._encoder.clear()

    def _awaited(self, value):
        """Return a value, or what it resolves to if the function is asynchronous."""
        if not hasattr(value, "__await__"):
            return value
        return self._event_loop().run_until_complete(value)

    def _event_loop(self):
        if self._loop is None:
            import asyncio

            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        return self._loop

    def _serve(self, message, payload):
        rows = rows_of(message, payload)
        if message.get("concurrency", 1) > 1:
            from psyrun_worker.concurrent_rows import ConcurrentRows, is_async

            if is_async(self._loaded.execute):
                concurrent = ConcurrentRows(self, self._channel, self._event_loop())
                return concurrent.serve(message, rows)
        until = time.perf_counter() + KEEP_FOR
        for row in rows:
            if not row.is_first and time.perf_counter() >= until:
                self.reporter.flush()
                last = rows[-1].number
                self._channel.send({"kind": "returned", "first": row.number, "last": last})
                return
            try:
                returned = self.start(row)
                # The usual result needs no further look.
                self.finish(row, returned if type(returned) is dict else self._awaited(returned))
            except BaseException as error:
                self.fail(row, error)
        self.reporter.flush()

    def start(self, row):
        """Call the function."""
        row.started = time.time()
        row.clock = time.perf_counter()
        if row.values is None:
            row.values = self._loaded.row(row.index)
        return self._loaded.execute(**self._results.arguments(row))

    def finish(self, row, returned):
        """Report what the function returned."""
        duration = time.perf_counter() - row.clock
        self.reporter.done(row, duration, self._results.of(returned, row))

    def fail(self, row, error):
        """Report an exception of any kind."""
        self._leave_if_forked(error)
        self.reporter.failed(row, time.perf_counter() - row.clock, error)

    def _leave_if_forked(self, error):
        """End a process that the function has forked and that would go on as a second worker."""
        if self._channel.is_closed:
            code = error.code if isinstance(error, SystemExit) else 1
            flush_output()
            os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def main():
    channel = Channel(3, 4)
    prepare_signals()
    prepare_output()
    try:
        Worker(channel).run()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)  # psyrun is gone.
