import type { Row } from '@psyrun/core';
import { bodyOf, recordAt } from '../frame.ts';
import type { JournalRecord, RowUsage } from '../record.ts';
import { errorAt } from './error-at.ts';
import { hasDigests } from './has-digests.ts';
import { holdsValues } from './holds-values.ts';
import type { RecordedError } from '../errors/recorded-error.ts';
import { timesAt, usageAt, type RowTimes } from './plain-body.ts';

/** Reads the record that is visited: as a whole when it is called, or a part of it. */
export interface RecordReader {
  (): JournalRecord;
  /**
   * True if the row of the record surely begins with these keys and values. False means that the
   * record has to be read. It takes a tenth of the time of reading the record.
   */
  readonly holds: (values: Row) => boolean;
  /** True if digests stand for values of the row: see `ValueDigest`. The record is not decoded. */
  readonly hasDigests: () => boolean;
  /** Returns the error of a failed record: names, messages, codes, class and causes, without stacks. */
  readonly error: () => RecordedError;
  /** Returns what the row has used; undefined if it was not measured. */
  readonly usage: () => RowUsage | undefined;
  /** Returns when the row was evaluated, and how long that took. */
  readonly times: () => RowTimes;
}

/** Returns a reader of the record at the offset that `at` returns. */
export function recordReader(view: DataView, at: () => number): RecordReader {
  const buffer = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  return Object.assign(() => recordAt(view, at()), {
    holds: (values: Row) => holdsValues(view, bodyOf(at()), values),
    hasDigests: () => hasDigests(view, bodyOf(at())),
    error: () => errorAt({ view, buffer }, bodyOf(at())),
    usage: () => usageAt(view, bodyOf(at())),
    times: () => timesAt(view, bodyOf(at())),
  });
}
