/**
 * Everything that psy does, as functions that return data: no terminal is needed.
 *
 * @packageDocumentation
 */
export type {
  EventHandler,
  JobEvent,
  JobsEvent,
  NoteEvent,
  OperationEvent,
  PhaseEvent,
  RowEvent,
  RowsEvent,
  SilentSchedulerEvent,
  StuckJobEvent,
  WarningEvent,
} from './events.ts';
export { openProject, type OpenProjectOptions } from './project/open-project.ts';
export type { Project } from './project/project.ts';
export type { AdoptResult } from './schemas/adopt.ts';
export type { SplitOffResult } from './schemas/split-off.ts';
export type { AdoptOptions } from './parts/adopt-run.ts';
export type { SplitOffOptions } from './parts/split-off.ts';
export type { CleanResult } from './schemas/clean.ts';
export type { CompletionResult } from './schemas/completion.ts';
export type { DoctorResult } from './schemas/doctor.ts';
export type { ErrorResult } from './schemas/error.ts';
export type { ExportResult } from './schemas/export.ts';
export type { FailureGroup, FailuresResult } from './schemas/failures.ts';
export type { FsckFile, FsckResult } from './schemas/fsck.ts';
export type { KillResult } from './schemas/kill.ts';
export type { ListResult } from './schemas/list.ts';
export type { LogResult } from './schemas/logs.ts';
export type { MergeResult } from './schemas/merge.ts';
export type { NewTaskResult } from './schemas/new-task.ts';
export type { PlanResult } from './schemas/plan.ts';
export type { PluginsResult } from './schemas/plugins.ts';
export type { PlotResult, ReportResult } from './schemas/report.ts';
export type { ReproResult, RowRecord } from './schemas/repro.ts';
export type { RowsResult } from './schemas/rows.ts';
export type { RunResult } from './schemas/run.ts';
export type { StatusResult, WatchResult } from './schemas/status.ts';
export type { Evaluation, TestResult } from './schemas/test.ts';
export type { VerifyResult } from './schemas/verify.ts';
export type { CleanOptions } from './control/clean-task.ts';
export type { KillOptions } from './control/kill-task.ts';
export type { ExportFileOptions } from './results/export-file.ts';
export type { FsckOptions } from './fsck/fsck-task.ts';
export type { ExportOptions } from './results/export-task.ts';
export type { ExportedFact } from './rows/with-facts.ts';
export type { MergeDirectoryOptions } from './results/merge-directory.ts';
export type { VerifyOptions } from './results/verify-task.ts';
export type { ReportOptions } from './report/report-task.ts';
export type { KnownRow, ReproOptions } from './rows/repro-row.ts';
export type { RowFilter } from './rows/row-filter.ts';
export type { FoundRows, RowsOptions } from './rows/task-rows.ts';
export type { TestOptions } from './rows/test-task.ts';
export type { PlanOptions } from './run/plan-task.ts';
export type { RunTaskOptions } from './run/run-task.ts';
export type { WaitOptions } from './run/wait-for-task.ts';
export type { NewTaskOptions } from './setup/new-task.ts';
export type { UnfinishedJob } from './status/unfinished-jobs.ts';
export type { StatusOptions } from './status/task-status.ts';
