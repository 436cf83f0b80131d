"""Several rows of an asynchronous function at the same time."""
import asyncio
import collections
import functools
import inspect
import os
import time

from psyrun_worker.reporter import REPORT_AFTER
from psyrun_worker.rows import KEEP_FOR, rows_of


class ConcurrentRows(object):
    """Evaluates several rows of an asynchronous function at the same time."""

    def __init__(self, worker, channel, loop):
        self._worker = worker
        self._channel = channel
        self._loop = loop
        self._waiting = collections.deque()
        self._active = 0
        self._flushing = None

    def serve(self, message, rows):
        self._done = self._loop.create_future()
        self._add(message, rows)
        self._loop.add_reader(self._channel.fileno(), self._read)
        self._loop.call_soon(self._pump)
        while not self._done.done():
            try:
                self._loop.run_until_complete(self._done)
            except (SystemExit, KeyboardInterrupt):
                pass  # A row raised it. The row fails, and the others go on.
        self._loop.remove_reader(self._channel.fileno())
        self._flush()
        self._done.result()

    def _add(self, message, rows):
        self._concurrency = message.get("concurrency", 1)
        self._timeout = message.get("timeout")
        self._waiting.extend(rows)
        self._until = time.perf_counter() + KEEP_FOR

    def _read(self):
        try:
            self._channel.read_more()
        except (EOFError, OSError):
            os._exit(0)  # psyrun is gone.
        while True:
            received = self._channel.received()
            if received is None:
                break
            message, payload = received
            if message["kind"] == "end":
                os._exit(0)
            if message["kind"] == "ping":
                self._worker.reporter.flush()
                holds = self._active + len(self._waiting)
                self._channel.send({"kind": "pong", "holds": holds})
            if message["kind"] == "rows":
                self._add(message, rows_of(message, payload))
        self._pump()

    def _pump(self):
        while self._waiting and self._active < self._concurrency:
            row = self._waiting[0]
            if not row.is_first and time.perf_counter() >= self._until:
                break
            self._start(self._waiting.popleft())
        if self._waiting and time.perf_counter() >= self._until:
            self._give_back()
        if not self._waiting and self._active == 0 and not self._done.done():
            self._done.set_result(None)

    def _give_back(self):
        """Give back the rows that have not begun, as far as the protocol allows it."""
        back = len(self._waiting)
        while back > 0 and not self._waiting[back - 1].is_first:
            back -= 1
        if back == len(self._waiting):
            return
        first = self._waiting[back].number
        last = self._waiting[-1].number
        while len(self._waiting) > back:
            self._waiting.pop()
        self._flush()
        self._channel.send({"kind": "returned", "first": first, "last": last})

    def _start(self, row):
        try:
            awaitable = self._worker.start(row)
        except BaseException as error:
            self._worker.fail(row, error)
            return
        task = asyncio.ensure_future(awaitable)
        self._active += 1
        late = None
        if self._timeout is not None:
            late = self._loop.call_later(self._timeout / 1000.0, self._overdue, row)
        task.add_done_callback(functools.partial(self._finish, row, late))

    def _overdue(self, row):
        self._flush()
        self._channel.send({"kind": "overdue", "row": row.number})

    def _finish(self, row, late, task):
        if late is not None:
            late.cancel()
        self._active -= 1
        try:
            self._worker.finish(row, task.result())
        except BaseException as error:
            self._worker.fail(row, error)
        if self._flushing is None:
            self._flushing = self._loop.call_later(REPORT_AFTER, self._flush)
        self._pump()

    def _flush(self):
        if self._flushing is not None:
            self._flushing.cancel()
            self._flushing = None
        self._worker.reporter.flush()


def is_async(function):
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(
        getattr(function, "__call__", None)
    )
