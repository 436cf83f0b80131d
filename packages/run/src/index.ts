/**
 * One run of a task: its directory, the state of every row, merge, certificate.
 *
 * @packageDocumentation
 */
export { afterGrace } from './after-grace.ts';
export { askTogether } from './ask-together.ts';
export { attemptsIn } from './attempts.ts';
export { readBatch, writeBatch, type Batch } from './batch-file.ts';
export { countBatches, splitRanges, type BatchSizes } from './batches.ts';
export { readCertificate, sha256Of, type Certificate } from './certificate.ts';
export { currentRun } from './current-run.ts';
export { collectRun, type CollectedRun } from './collect-run.ts';
export { differences, fingerprintOf, type Fingerprint } from './fingerprint.ts';
export { GrowingStates } from './growing-states.ts';
export { readJson, writeJson } from './json-file.ts';
export { mapWithRetries, type RetryOptions } from './map-with-retries.ts';
export { makePlugin } from './make-plugin.ts';
export { mergeRun, mergeWork, type MergeOptions } from './merge-run.ts';
export { mostJobs } from './most-jobs.ts';
export { namesIn } from './names-in.ts';
export { prepareRun, type PreparedRun } from './prepare-run.ts';
export { processBatch, processWork, type ProcessOptions } from './process-batch.ts';
export { indicesIn, lengthOf, toRanges, type Range } from './ranges.ts';
export { readFailures, type Failures } from './read-failures.ts';
export { readStatus, type TaskStatus } from './read-status.ts';
export { rowsLeft } from './rows-left.ts';
export { errorText, RowRecorder, type RecorderOptions } from './row-recorder.ts';
export { DONE, FAILED, MISSING, rowStates, RowStates, type RowCounts } from './row-states.ts';
export { rowSettings, type RowSettings } from './row-settings.ts';
export {
  readRun,
  spaceOf,
  type GitState,
  type RunDescription,
  type SpaceDescription,
} from './run-file.ts';
export { spaceOfRun } from './space-of-run.ts';
export { activeSubmissions, endStuckSubmissions, stuckSubmissions } from './submissions.ts';
export { Subspace } from './subspace.ts';
export { verifyResult, type Verification } from './verify-result.ts';
export { certificateFile, partialFile, resultFiles, WorkDirectory } from './work-directory.ts';
export { journalOf, newWorker } from './worker-journal.ts';
