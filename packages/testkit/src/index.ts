/**
 * Conformance suites for stores, schedulers, backends and worker programs.
 *
 * @packageDocumentation
 */
export { describeGoldenFiles, type GoldenFile } from './golden-files.ts';
export { goldenValue } from './golden-value.ts';
export { comparable, comparableRow, comparableTable } from './store/comparable.ts';
export { type CrashOptions, describeCrashes } from './faults/describe-crashes.ts';
export { type DamageOptions, describeDamage } from './faults/describe-damage.ts';
export { describeFullDisk, type FullDiskOptions } from './faults/describe-full-disk.ts';
export { describeStore } from './store/describe-store.ts';
export { describeBackend } from './backend/describe-backend.ts';
export type { TaskParts } from './backend/task-parts.ts';
export { CommandStandIns } from './scheduler/command-stand-ins.ts';
export { describeScheduler, type SchedulerTestOptions } from './scheduler/describe-scheduler.ts';
export { describeWorkerProgram } from './program/describe-worker-program.ts';
export type { WorkerProgram } from './program/program-trial.ts';
export type { TestRunner } from './test-runner.ts';
