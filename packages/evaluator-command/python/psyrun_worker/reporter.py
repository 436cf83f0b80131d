"""Outcomes of rows on their way to psyrun."""
import time

from psyrun_worker.channel import to_json
from psyrun_worker.errors import error_of
from psyrun_worker.process import flush_output

# Longest time from the end of a row to its report, in seconds, unless the next row blocks.
REPORT_AFTER = 0.01
# A report is sent when its line or its arrays are larger than this, in bytes.
LARGE_REPORT = 1 << 20


class Reporter(object):
    """Collects evaluated rows and sends them in groups."""

    def __init__(self, channel, encoder):
        self._channel = channel
        self._encoder = encoder
        self._sent_at = 0.0
        self.excluded = set()
        self._clear()

    def _clear(self):
        self._rows = []
        self._length = 0
        self._encoder.clear()

    def done(self, row, duration, results):
        """Add a row with its results, which are pairs of a key and a value."""
        encoder = self._encoder
        self._rows.append((row.number, row.started, duration, encoder.row(results), None))
        self._length += encoder.length
        self._flush_in_time()

    def failed(self, row, duration, exception):
        error = error_of(exception)
        self._rows.append((row.number, row.started, duration, None, error))
        self._length += len(to_json(error))
        self._flush_in_time()

    def _flush_in_time(self):
        is_large = self._length > LARGE_REPORT or self._encoder.payload_size > LARGE_REPORT
        if is_large or time.perf_counter() - self._sent_at >= REPORT_AFTER:
            self.flush()

    def flush(self):
        self._sent_at = time.perf_counter()
        if not self._rows:
            return
        flush_output()
        numbers, started, durations, added, errors = zip(*self._rows)
        report = {
            "kind": "report",
            "rows": numbers,
            "startedAt": [int(1000 * seconds) for seconds in started],
            # In milliseconds, with four decimals.
            "durations": [int(1e7 * seconds) / 1e4 for seconds in durations],
            "excluded": sorted(self.excluded),
            "added": added,
            "errors": errors,
        }
        self._channel.send(report, self._encoder.payload)
        self._clear()
