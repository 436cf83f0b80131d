/**
 * One run of a task: its directory, the state of every row, merge, certificate.
 *
 * @packageDocumentation
 */
export { gracePeriod } from './process/grace-period.ts';
export { withBatchedStatus } from './status/batched-status.ts';
export {
  activeMarks,
  activeRows,
  ROW_QUEUED,
  ROW_RUNNING,
  type ActiveRows,
} from './status/active-rows.ts';
export { attemptsIn } from './states/attempts.ts';
export { readBatch, writeBatch, type Batch } from './directory/batch-file.ts';
export { countBatches, splitRanges, type BatchSizes } from './prepare/batches.ts';
export type { Certificate } from './certificate/certificate.ts';
export type { Content } from './certificate/content.ts';
export { checkResult, type ResultCheck } from './certificate/check-result.ts';
export {
  knownRuns,
  presentRun,
  soundRun,
  type KnownRun,
  type KnownRuns,
  type LostRun,
  type ReadRun,
} from './directory/known-runs.ts';
export { scanRecords, type RecordScan } from './states/scan-records.ts';
export { isSoundRowsFile } from './directory/is-sound-rows-file.ts';
export { freeName, setAside } from './directory/set-aside.ts';
export { currentRun, runOfJob, type RunOfJob } from './directory/current-run.ts';
export {
  decideRun,
  type DecideOptions,
  type RunDecision,
  type RunFacts,
} from './prepare/decide-run.ts';
export { planRun } from './prepare/run-facts.ts';
export { collectRun, type CollectedRun } from './merge/collect-run.ts';
export { allChangesSince, changesSince } from './fingerprint/changes-since.ts';
export { differences, fingerprintOf, type Fingerprint } from './fingerprint/fingerprint.ts';
export { IncrementalStates } from './states/incremental-states.ts';
export { mapWithRetries, type RetryOptions } from './process/map-with-retries.ts';
export { pluginAt } from './merge/plugin-at.ts';
export { mergeRun, mergeWork, type MergeOptions } from './merge/merge-run.ts';
export { mostJobs } from './prepare/most-jobs.ts';
export { prepareRun, type PreparedRun } from './prepare/prepare-run.ts';
export { makeFolder } from './directory/make-folder.ts';
export { processBatch, processWork, type ProcessOptions } from './process/process-batch.ts';
export { readFailures, type Failures, type FailureVisitor } from './states/read-failures.ts';
export { readRecords, type ReadRecords } from './states/read-records.ts';
export { RecordedRows, type RecordedRow } from './status/recorded-rows.ts';
export { readStatus, type TaskStatus } from './status/read-status.ts';
export { rowsLeft } from './status/rows-left.ts';
export { rowOutput } from './process/row-output.ts';
export { RowRecorder, type RecorderOptions } from './process/row-recorder.ts';
export {
  ROW_DONE,
  ROW_FAILED,
  ROW_MISSING,
  rowStates,
  RowStates,
  type RowCounts,
} from './states/row-states.ts';
export type { RowOrigin } from './states/row-origins.ts';
export { wholeRows, type DigestedRow } from './parameters/whole-rows.ts';
export type { PresentRows } from './former/present-rows.ts';
export { RunRecords, type RunRecord } from './states/run-records.ts';
export { isOutOfTime, isStoppedEarly, stoppedEarly } from './process/stopped-early.ts';
export { rowSettings, type RowSettings } from './process/row-settings.ts';
export { checkedSpaceOf, readRun, runIn, runOfJobsIsLost, spaceOf } from './directory/run-file.ts';
export {
  identityOf,
  type GitState,
  type RunDescription,
  type RunIdentity,
  type SpaceDescription,
} from './directory/run-description.ts';
export { spaceOfRun } from './status/space-of-run.ts';
export {
  activeSubmissions,
  endStuckSubmissions,
  stuckSubmissions,
  unfinishedSubmissions,
} from './status/submissions.ts';
export { verifyResult, type Verification } from './certificate/verify-result.ts';
export { adoptRows, type AdoptingRun, type NamedTakings } from './adopt/adopt-rows.ts';
export { conflictsWith, type RowConflict } from './adopt/conflicts.ts';
export { SourceRun, type SourceRow } from './adopt/source-run.ts';
export { chooseRows, rowsTaken, type Takings } from './adopt/takings.ts';
export { acceptsCode } from './adopt/accepts-code.ts';
export { codeDigest } from './fingerprint/code-digest.ts';
export { beginPart } from './adopt/begin-part.ts';
export { partOf, type PartOfRun } from './status/part-of-run.ts';
export { verifyRow, type RowVerification } from './certificate/verify-row.ts';
export {
  certificateFile,
  partialFile,
  resultFiles,
  WorkDirectory,
} from './directory/work-directory.ts';
export { journalOf, newWorker } from './directory/worker-journal.ts';
