/**
 * Every error code of the official packages, each with a sentence that explains it.
 *
 * A code never changes its meaning. A code that is no longer used is never given a new meaning.
 * `docs/errors.md` has a heading for each code, with cause and remedy.
 */
export const ERROR_CODES = {
  PSYRUN_ARGUMENT: 'An argument of a call has a value that the function cannot use.',
  PSYRUN_VALUE: 'A value is of a kind that a row cannot hold.',
  PSYRUN_LENGTHS_DIFFER: 'The value lists of a parameter space differ in length.',
  PSYRUN_AMBIGUOUS_OPERATION: 'Two parameter spaces cannot be combined without ambiguity.',
  PSYRUN_SPACE_TOO_LARGE: 'A parameter space has more rows than can be counted exactly.',
  PSYRUN_OUT_OF_RANGE: 'An index lies outside of the rows.',
  PSYRUN_FROZEN_SPACE: 'A frozen parameter space is not in a known format.',
  PSYRUN_FILE_FORMAT: 'A file is damaged or not of the format that its name promises.',
  PSYRUN_FILE_NOT_FOUND: 'A file or folder is not there.',
  PSYRUN_FILE_READ: 'A file is there but cannot be read.',
  PSYRUN_FILE_EXISTS: 'A file is there that must not be overwritten.',
  PSYRUN_COLUMN_NOT_FOUND: 'A file has no column of that name.',
  PSYRUN_STORE_VALUE: 'A store cannot hold a value.',
  PSYRUN_TABLE_SPARSE:
    'Rows have so many different keys that a table would consist of missing values.',
  PSYRUN_STORE_WRITE: 'A store could not write a file completely.',
  PSYRUN_STORE_BUSY: 'Another process is writing the file.',
  PSYRUN_LOCK_DAMAGED: 'A lock file is damaged: it does not say which process holds it.',
  PSYRUN_NOT_SUPPORTED: 'A plug-in declares that it cannot do what was asked.',
  PSYRUN_JOURNAL_CORRUPT: 'A journal is damaged before its end.',
  PSYRUN_JOURNAL_WRITE: 'A journal could not be written completely.',
  PSYRUN_RESULT_NOT_OBJECT: 'A function returned something else than an object.',
  PSYRUN_RESULT_KEY_CLASH: 'A function returned a key that is a parameter.',
  PSYRUN_RESULT_VALUE: 'A function returned a value that cannot be sent or stored.',
  PSYRUN_EVALUATOR:
    'The function to evaluate could not be loaded or set up, or its program broke the protocol.',
  PSYRUN_COMMAND:
    'A command that evaluates rows failed, or its results are not where they should be.',
  PSYRUN_WORKER_DIED: 'The process that evaluated a row ended.',
  PSYRUN_ROW_TIMEOUT: 'A row ran longer than its time limit.',
  PSYRUN_ROW_FAILED: 'Rows of a space failed, and the caller did not ask to be told of them.',
  PSYRUN_ABORTED: 'The work was stopped on request.',
  PSYRUN_TASK_NOT_FOUND: 'There is no task of that name.',
  PSYRUN_TASK_LOAD: 'A task file could not be loaded.',
  PSYRUN_TASK_STALE: 'A module of a task has changed since this process has loaded it.',
  PSYRUN_TASK_INVALID: 'A task file has a setting that cannot be used.',
  PSYRUN_TASK_NAME_TWICE: 'Two task files define tasks of the same name.',
  PSYRUN_RESULTFILE_TWICE: 'Two tasks have the same result file.',
  PSYRUN_TASK_DIRECTORY: 'The directory of the task files is not there.',
  PSYRUN_PLUGIN_NOT_FOUND: 'No installed package provides what was asked for.',
  PSYRUN_PLUGIN_CONFLICT: 'Two packages provide the same thing.',
  PSYRUN_PLUGIN_INVALID: 'A plug-in package is broken or does not keep the contract.',
  PSYRUN_PLUGIN_CONTRACT: 'A plug-in was written for another version of the contract.',
  PSYRUN_RUN_CORRUPT: 'A file of the work directory is damaged or of an unknown format.',
  PSYRUN_RECORD_REFUSED: 'A journal has records that do not belong to the rows that they name.',
  PSYRUN_RESULT_UNCERTIFIED: 'A result file is not certified as that of the present run.',
  PSYRUN_RUN_SUPERSEDED: 'A job belongs to a run that has been replaced by a newer one.',
  PSYRUN_TASK_WAITS: 'A task comes after another one that is not complete.',
  PSYRUN_TOO_COSTLY: 'A run would cost more than it may, or nobody knows what it costs.',
  PSYRUN_RUN_CHANGED: 'Continuing would mix results of different code or configuration.',
  PSYRUN_RUN_ACTIVE: 'Jobs of the task are still running.',
  PSYRUN_WORKDIR_DIRTY: 'The work directory holds results that may not be overwritten.',
  PSYRUN_ROW_CONFLICT: 'A row has other results here than in a run from which rows are adopted.',
  PSYRUN_NO_RUN: 'The task has not been run.',
  PSYRUN_JOB_FAILED: 'A job ended without having done its work.',
  PSYRUN_JOB_UNPROVEN: 'It is not certain whether a job that was submitted before has ended.',
  PSYRUN_SCHEDULER: 'The scheduler refused or failed to answer.',
  PSYRUN_SCHEDULER_NO_ANSWER: 'The scheduler did not answer: it may or may not have done as asked.',
  PSYRUN_SCHEDULER_ARGUMENT: 'A scheduler argument is unknown or has an unusable value.',
  PSYRUN_USAGE: 'The command line cannot be understood.',
} as const satisfies Record<`PSYRUN_${string}`, string>;

/** A code of an official package. Third parties use a prefix of their own. */
export type ErrorCode = keyof typeof ERROR_CODES;
