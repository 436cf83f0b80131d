/**
 * Contracts, errors and the identity of a row: what every package of psyrun agrees on.
 *
 * @packageDocumentation
 */
export type { Backend, BackendClass, CreateJobOptions } from './backend.ts';
export { CANONICAL_VERSION, canonicalRow, canonicalValue } from './canonical.ts';
export { CONTRACT_VERSION } from './contract.ts';
export { ERROR_CODES, type ErrorCode } from './error-codes.ts';
export { isPsyrunError, PsyrunError, type ErrorFields, type PsyrunErrorOptions } from './errors.ts';
export type { Evaluator, EvaluatorAddress, EvaluatorFactory } from './evaluator.ts';
export type { Job, JobArray, JobChain, JobGroup, JobTree, JobWork } from './job-tree.ts';
export { moduleBeside } from './module-beside.ts';
export { nearest } from './nearest.ts';
export type { ParameterSpace } from './parameter-space.ts';
export { rowId } from './row-id.ts';
export type {
  Closable,
  JobHost,
  JobId,
  JobState,
  JobStatus,
  Scheduler,
  SchedulerArg,
  SchedulerArgs,
  SchedulerCapabilities,
  SchedulerClass,
  Submission,
} from './scheduler.ts';
export { sha256, toHex } from './sha256.ts';
export type { ScanOptions, Store, StoreCapabilities, StoreClass, StoreValueKind } from './store.ts';
export type { PluginAddress, Task } from './task.ts';
export type { Column, NdArray, NumericArray, Row, Table, Value } from './values.ts';
export type { PsyrunWarning, WarningCode, WarningHandler } from './warnings.ts';
