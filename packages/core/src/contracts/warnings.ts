/** What a warning may be about. */
export type WarningCode =
  /** Jobs of the task are queued or running, so no new ones are started. */
  | 'PSYRUN_WARN_JOBS_RUNNING'
  /** The work directory holds results of an older version of the task. */
  | 'PSYRUN_WARN_WORKDIR_DIRTY'
  /** A key to exclude from the result was never in a result. */
  | 'PSYRUN_WARN_INEFFECTIVE_EXCLUDE'
  /** A task file could not be loaded; the other tasks go on. */
  | 'PSYRUN_WARN_TASK_SKIPPED'
  /** A file that a task declares to depend on is not there. */
  | 'PSYRUN_WARN_DEPENDENCY_MISSING'
  /** A store will not hold a value; it is in the journal until the result is written. */
  | 'PSYRUN_WARN_STORE_VALUE'
  /** Something was found that an interrupted process left behind, and mended. */
  | 'PSYRUN_WARN_RECOVERED';

/**
 * Something that a person should know although the work goes on.
 *
 * Libraries hand warnings to the {@link WarningHandler} of their caller; only the command line
 * prints them.
 */
export interface PsyrunWarning {
  readonly code: WarningCode | (string & {});
  /** For a person, complete in itself. */
  readonly message: string;
  /** What the message names, for programs: `task`, `file`, `key`, … */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Receives warnings as they arise. */
export type WarningHandler = (warning: PsyrunWarning) => void;
