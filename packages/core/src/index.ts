/**
 * Contracts, errors and the identity of a row: what every package of psyrun agrees on.
 *
 * @packageDocumentation
 */
export type { AbortSignalLike } from './contracts/abort-signal.ts';
export type { Check, CheckOutcome } from './contracts/check.ts';
export type { Backend, BackendClass, CreateJobOptions } from './contracts/backend.ts';
export { CANONICAL_VERSION, canonicalRow, canonicalValue } from './identity/canonical.ts';
export type { Circle } from './identity/circular.ts';
export { TooDeep, withinDepth } from './identity/within-depth.ts';
export { CONTRACT_VERSION } from './contracts/contract.ts';
export { cutText, errorDetails, type ErrorDetails } from './errors/error-details.ts';
export { ERROR_CODES, type ErrorCode } from './errors/error-codes.ts';
export { causeLines, errorText, type ErrorTextOptions } from './errors/error-text.ts';
export {
  isPsyrunError,
  PsyrunError,
  type ErrorFields,
  type PsyrunErrorOptions,
  withoutHint,
} from './errors/errors.ts';
export type {
  Evaluator,
  EvaluatorAddress,
  EvaluatorFactory,
  ModuleAddress,
  NoteMemory,
} from './contracts/evaluator.ts';
export {
  FAILURE_CLASSES,
  ROW_FAILURE_CLASSES,
  type FailureClass,
  type RetriesByClass,
} from './contracts/failure-class.ts';
export type { ExportedProduct, ExportedRows, Exporter } from './contracts/exporter.ts';
export type { Job, JobArray, JobChain, JobGroup, JobTree, JobWork } from './contracts/job-tree.ts';
export { entryOf, moduleBeside } from './module-beside.ts';
export { isSystemError, type SystemError } from './errors/is-system-error.ts';
export { nearest } from './errors/nearest.ts';
export { withPath } from './errors/with-path.ts';
export type { ParameterSpace } from './contracts/parameter-space.ts';
export type { ColumnContent, FileContent, OtherContent } from './contracts/file-content.ts';
export { isPlainObject } from './identity/plain-object.ts';
export { isSparse } from './identity/is-sparse.ts';
export { isWellFormed } from './identity/well-formed.ts';
export { rowId } from './identity/row-id.ts';
export {
  ACTIVE_STATES,
  type Closable,
  type JobHost,
  type JobId,
  type JobIdentity,
  type JobState,
  type JobStatus,
  type Scheduler,
  type SchedulerArg,
  type SchedulerArgs,
  type SchedulerCapabilities,
  type SchedulerClass,
  type Submission,
} from './contracts/scheduler.ts';
export { float, isScalar, type PlainValue, Scalar, type ScalarDtype } from './contracts/scalar.ts';
export { isPickled, Pickled } from './contracts/pickled.ts';
export { sha256, toHex } from './identity/sha256.ts';
export {
  STORE_VALUE_KINDS,
  type LoadOptions,
  type ScanOptions,
  type Store,
  type StoreCapabilities,
  type StoreClass,
  type StoreValueKind,
  type TableReader,
  type TablesOfNumbers,
} from './contracts/store.ts';
export {
  codeOfProgram,
  isForeignFunction,
  locateProgram,
  requireParameters,
  type ForeignFunction,
} from './languages/foreign-function.ts';
export {
  isProgramAddress,
  startWords,
  type ProgramAddress,
  type ProgramStart,
} from './languages/program.ts';
export type { PluginAddress, RowSource, RowsFile, Task } from './contracts/task.ts';
export type { DescribedTask, DescribeOptions, TaskLanguage } from './languages/task-language.ts';
export type { Column, NdArray, NumericArray, Row, Table, Value } from './contracts/values.ts';
export type { PsyrunWarning, WarningCode, WarningHandler } from './contracts/warnings.ts';
