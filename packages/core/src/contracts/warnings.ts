/** The subjects of warnings. */
export type WarningCode =
  /** Jobs of the task are queued or running, so no new ones are started. */
  | 'PSYRUN_WARN_JOBS_RUNNING'
  /** The space of the task has no rows, and the task does not say that it may. */
  | 'PSYRUN_WARN_NO_ROWS'
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
  /** Records of a journal are damaged; their rows count as missing. */
  | 'PSYRUN_WARN_JOURNAL_DAMAGED'
  /** Something was found that an interrupted process left behind, and mended. */
  | 'PSYRUN_WARN_RECOVERED';

/**
 * A message that a person should see although the work goes on.
 *
 * Libraries pass warnings to the {@link WarningHandler} of their caller; only the command line
 * prints them.
 */
export interface PsyrunWarning {
  readonly code: WarningCode | (string & {});
  /** The message for a person. It can be understood alone. */
  readonly message: string;
  /** The names in the message, for programs: `task`, `file`, `key`, … */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Receives each warning when it occurs. */
export type WarningHandler = (warning: PsyrunWarning) => void;
