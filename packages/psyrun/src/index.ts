/**
 * The usual psyrun: the psy command, the API and the usual plug-ins.
 *
 * @packageDocumentation
 */
export { autodetectStore } from './autodetect-store.ts';
export { openProject } from './open-project.ts';
export { DistributeBackend } from '@psyrun/backend-distribute';
export { LoadBalancingBackend } from '@psyrun/backend-loadbalancing';
export {
  batchSize,
  concatTables,
  isNdArray,
  ndArray,
  rowCount,
  rowOf,
  rowsOf,
  tableOf,
} from '@psyrun/columns';
export type { Complex, Dtype, NdColumn } from '@psyrun/columns';
export { float, isPsyrunError, isScalar, PsyrunError, rowId, Scalar } from '@psyrun/core';
export type { Job, JobArray, JobChain, JobGroup, JobTree, Row, Table, Value } from '@psyrun/core';
export {
  command,
  python,
  r,
  worker,
  type CommandOptions,
  type ProgramOptions,
  type PythonOptions,
  type ROptions,
  type WorkerProgramOptions,
} from '@psyrun/evaluator-command';
export {
  functionAddress,
  getResult,
  mapPspace,
  mapPspaceHddBacked,
  mapPspaceParallel,
  WorkerPool,
} from '@psyrun/mapper';
export type {
  DoneOutcome,
  FailedOutcome,
  GetResultOptions,
  IndexedRow,
  MapOptions,
  MappedTable,
  MapPspaceHddBackedOptions,
  MapPspaceParallelOptions,
  PoolMapOptions,
  RowFunction,
  RowOutcome,
  WorkerOptions,
  WorkerPoolOptions,
} from '@psyrun/mapper';
export type {
  CleanResult,
  Evaluation,
  EventHandler,
  ExportResult,
  FailureGroup,
  FailuresResult,
  KillResult,
  ListResult,
  LogResult,
  MergeResult,
  NewTaskResult,
  OpenProjectOptions,
  OperationEvent,
  PlanResult,
  PluginsResult,
  Project,
  ReproResult,
  RowRecord,
  RunResult,
  StatusResult,
  TestResult,
  VerifyResult,
} from '@psyrun/operations';
export {
  arange,
  asSpace,
  choice,
  dictConcat,
  freeze,
  fromTable,
  geomspace,
  hashSpace,
  latinHypercube,
  linspace,
  logspace,
  logUniform,
  missing,
  normal,
  param,
  product,
  range,
  rowSeed,
  sobol,
  Space,
  thaw,
  uniform,
} from '@psyrun/pspace';
export type {
  Axis,
  Designed,
  FrozenSpace,
  Joined,
  NewKeys,
  ParamRow,
  ParamValue,
  ParamValues,
  Ranges,
  RowOf,
  Seed,
  SumRow,
  ValueOf,
  WhenRow,
} from '@psyrun/pspace';
export { ImmediateRun } from '@psyrun/scheduler-immediate';
export { Pbs } from '@psyrun/scheduler-pbs';
export { Sge } from '@psyrun/scheduler-sge';
export { Slurm } from '@psyrun/scheduler-slurm';
export { Sqsub } from '@psyrun/scheduler-sqsub';
export { H5Store } from '@psyrun/store-h5';
export { NpzStore } from '@psyrun/store-npz';
export { PickleStore } from '@psyrun/store-pickle';
export { defineTask, resultOf, type TaskSettings } from '@psyrun/task';
