/**
 * Append-only record of evaluated rows that survives a crash at any instant.
 *
 * @packageDocumentation
 */
export { damageText } from './damage/damage-text.ts';
export { checkLossless, received, sendable } from './lossless.ts';
export type { JournalWriter } from './journal-writer.ts';
export type { DamagedPart } from './damage/gap.ts';
export { openJournal, type OpenJournalOptions } from './open-journal.ts';
export {
  readJournal,
  scanJournal,
  type JournalEntry,
  type JournalPlace,
  type JournalScan,
  type ScannedEntry,
} from './read-journal.ts';
export { digestOf } from './parameters/digest-of.ts';
export { isLarge } from './parameters/is-large.ts';
export {
  bytesOfDigests,
  isDigestOf,
  rowWithDigests,
  rowWithValues,
} from './parameters/row-with-digests.ts';
export { ValueDigest } from './parameters/value-digest.ts';
export { readRecordsAt } from './read-records-at.ts';
export { failureClass, type RecordedError } from './errors/recorded-error.ts';
export type { RowTimes } from './peek/plain-body.ts';
export type { RecordReader } from './peek/record-reader.ts';
export { salvageJournal } from './damage/salvage-journal.ts';
export type {
  DoneRecord,
  FailedRecord,
  JournalRecord,
  JournalSession,
  RowError,
  RowUsage,
} from './record.ts';
