import type { Row, WarningHandler } from '@psyrun/core';
import type { LoadedTask } from '@psyrun/task';
import type { CleanOptions } from '../control/clean-task.ts';
import type { KillOptions } from '../control/kill-task.ts';
import type { ExportFileOptions } from '../results/export-file.ts';
import type { ExportOptions } from '../results/export-task.ts';
import type { MergeDirectoryOptions } from '../results/merge-directory.ts';
import type { VerifyOptions } from '../results/verify-task.ts';
import type { ReportOptions } from '../report/report-task.ts';
import type { AdoptOptions } from '../parts/adopt-run.ts';
import type { SplitOffOptions } from '../parts/split-off.ts';
import type { ReproOptions } from '../rows/repro-row.ts';
import type { FoundRows, RowsOptions } from '../rows/task-rows.ts';
import type { TestOptions } from '../rows/test-task.ts';
import type { PlanOptions } from '../run/plan-task.ts';
import type { RunTaskOptions } from '../run/run-task.ts';
import type { WaitOptions } from '../run/wait-for-task.ts';
import type { FsckOptions } from '../fsck/fsck-task.ts';
import { OwnRuns } from '../run/own-runs.ts';
import type { StatusOptions } from '../status/task-status.ts';
import type { NewTaskOptions } from '../setup/new-task.ts';
import { pathIn } from './path-in.ts';
import type { ProjectPlace } from './place.ts';
import type { AdoptResult } from '../schemas/adopt.ts';
import type { SplitOffResult } from '../schemas/split-off.ts';
import type { CleanResult } from '../schemas/clean.ts';
import type { DoctorResult } from '../schemas/doctor.ts';
import type { ExportResult } from '../schemas/export.ts';
import type { FailuresResult } from '../schemas/failures.ts';
import type { FsckResult } from '../schemas/fsck.ts';
import type { KillResult } from '../schemas/kill.ts';
import type { ListResult } from '../schemas/list.ts';
import type { LogResult } from '../schemas/logs.ts';
import type { MergeResult } from '../schemas/merge.ts';
import type { NewTaskResult } from '../schemas/new-task.ts';
import type { PlanResult } from '../schemas/plan.ts';
import type { PluginsResult } from '../schemas/plugins.ts';
import type { ReproResult } from '../schemas/repro.ts';
import type { RunResult } from '../schemas/run.ts';
import type { StatusResult } from '../schemas/status.ts';
import type { TestResult } from '../schemas/test.ts';
import type { VerifyResult } from '../schemas/verify.ts';

/**
 * An open project. Each method loads the task that it is about, does what the `psy` command of the
 * same name does, and returns what became of it as data that `JSON.stringify` can write, except for
 * values of rows: these are what the function returned.
 *
 * All methods reject with a `PsyrunError` for a task that is not there (`PSYRUN_TASK_NOT_FOUND`) or
 * cannot be loaded (`PSYRUN_TASK_LOAD`, `PSYRUN_TASK_INVALID`, `PSYRUN_PLUGIN_…`). Relative paths are
 * relative to the `cwd` of the project.
 */
export class Project {
  readonly #place: ProjectPlace;
  readonly #onWarning: WarningHandler;
  readonly #runs = new OwnRuns();

  /** Use `openProject`. */
  constructor(place: ProjectPlace, onWarning: WarningHandler) {
    this.#place = place;
    this.#onWarning = onWarning;
  }

  /** Returns the names of all tasks, and the task files that could not be loaded. */
  async tasks(): Promise<ListResult> {
    const { listTasks } = await import('./list-tasks.ts');
    return listTasks(this.#place, this.#onWarning);
  }

  /** Returns the stores, schedulers and backends that tasks can name, and what is broken. */
  async plugins(): Promise<PluginsResult> {
    const { listPlugins } = await import('../setup/list-plugins.ts');
    return listPlugins(this.#place);
  }

  /** Checks this machine, the plug-ins, all tasks, the schedulers, and the folders of work directories. */
  async doctor(): Promise<DoctorResult> {
    const { examineProject } = await import('../doctor/examine-project.ts');
    return examineProject(this.#place);
  }

  /** Writes a task file that runs as it stands. */
  async newTask(name: string, options?: NewTaskOptions): Promise<NewTaskResult> {
    const { newTask } = await import('../setup/new-task.ts');
    return newTask(this.#place, name, options);
  }

  /** Returns what a run would do, and why. Changes nothing. */
  async plan(name: string, options?: PlanOptions): Promise<PlanResult> {
    const { planTask } = await import('../run/plan-task.ts');
    return planTask(await this.#open(name), options);
  }

  /**
   * Runs what is not up to date. Resolves when all rows have ended, or, where a scheduler runs the
   * jobs, when they are submitted: then use {@link wait}. Rows that fail are part of the outcome.
   *
   * An abort of the signal stops the run; what was done is recorded, and the outcome is
   * `interrupted`.
   */
  async run(name: string, options: RunTaskOptions = {}): Promise<RunResult> {
    const { runTask } = await import('../run/run-task.ts');
    const task = await this.#open(name);
    return this.#runs.follow(name, options.signal, (signal) =>
      runTask(task, { ...options, signal }),
    );
  }

  /** Waits until no job is queued or running. An abort of the signal ends the waiting only. */
  async wait(name: string, options?: WaitOptions): Promise<RunResult> {
    const { waitForTask } = await import('../run/wait-for-task.ts');
    return waitForTask(await this.#open(name), options);
  }

  /** Returns how many rows are in which state. */
  async status(name: string, options?: StatusOptions): Promise<StatusResult> {
    const { taskStatus } = await import('../status/task-status.ts');
    return taskStatus(await this.#open(name), options);
  }

  /** Finds rows by state, condition and duration, to be read in limited memory. */
  async rows(name: string, options?: RowsOptions): Promise<FoundRows> {
    const { taskRows } = await import('../rows/task-rows.ts');
    return taskRows(await this.#open(name), options);
  }

  /** Returns the parameters of the rows that have no result yet. */
  async missing(name: string): Promise<Row[]> {
    const { missingRows } = await import('../status/rows-to-do.ts');
    return [...(await missingRows(await this.#open(name)))];
  }

  /** Returns the parameters of the rows that queued and running jobs will evaluate. */
  async queued(name: string): Promise<Row[]> {
    const { queuedRows } = await import('../status/rows-to-do.ts');
    return [...(await queuedRows(await this.#open(name)))];
  }

  /** Returns why rows and jobs failed, and where in the space. */
  async failures(name: string): Promise<FailuresResult> {
    const { taskFailures } = await import('../failures/task-failures.ts');
    return taskFailures(await this.#open(name));
  }

  /** Evaluates the first row in a worker process. Writes nothing. */
  async test(name: string, options?: TestOptions): Promise<TestResult> {
    const { testTask } = await import('../rows/test-task.ts');
    return testTask(await this.#open(name), options);
  }

  /** Evaluates one row of the run in a worker process, as its job did. Writes nothing. */
  async repro(name: string, row: number, options?: ReproOptions): Promise<ReproResult> {
    const { reproRow } = await import('../rows/repro-row.ts');
    return reproRow(await this.#open(name), row, options);
  }

  /** Returns the logs of all jobs, or of the job that is named, as in `process:3`. */
  async logs(name: string, job?: string): Promise<LogResult[]> {
    const { readLog, taskLogs } = await import('../control/task-logs.ts');
    const task = await this.#read(name);
    return Promise.all((await taskLogs(task, job)).map((log) => readLog(task, log)));
  }

  /** Writes the result in another format, which the suffix of the file names. */
  async export(name: string, file: string, options?: ExportOptions): Promise<ExportResult> {
    const { exportTask } = await import('../results/export-task.ts');
    const { pluginsOf } = await import('./place.ts');
    const task = await this.#open(name);
    return exportTask(task, pathIn(this.#place, file), pluginsOf(this.#place), options);
  }

  /** Writes a file of a store in another format, which the suffix of `file` names. */
  async exportFile(
    source: string,
    file: string,
    options?: ExportFileOptions,
  ): Promise<ExportResult> {
    const { exportFile } = await import('../results/export-file.ts');
    const { pluginsOf } = await import('./place.ts');
    const [from, to] = [pathIn(this.#place, source), pathIn(this.#place, file)];
    return exportFile(from, to, pluginsOf(this.#place), options);
  }

  /** Writes what the journals and result files of a directory hold as one new file. */
  async merge(
    directory: string,
    file: string,
    options?: MergeDirectoryOptions,
  ): Promise<MergeResult> {
    const { mergeDirectory } = await import('../results/merge-directory.ts');
    const { pluginsOf } = await import('./place.ts');
    const [from, to] = [pathIn(this.#place, directory), pathIn(this.#place, file)];
    return mergeDirectory(from, to, pluginsOf(this.#place), options);
  }

  /** Compares bytes, digest and rows of the result with its certificate; with `row`, that row alone. */
  async verify(name: string, options?: VerifyOptions): Promise<VerifyResult> {
    const { verifyTask } = await import('../results/verify-task.ts');
    return verifyTask(await this.#open(name), options);
  }

  /** Makes a folder or zip file in which `psy run` evaluates some rows elsewhere. */
  async splitOff(name: string, { output, ...options }: SplitOffOptions): Promise<SplitOffResult> {
    const { splitOff } = await import('../parts/split-off.ts');
    const { cwd = process.cwd() } = this.#place;
    const path = pathIn(this.#place, output);
    return splitOff(await this.#open(name), { cwd, ...options, output: path });
  }

  /** Adopts rows of another run, of a part or of any work directory: a folder or a zip file with one run. */
  async adopt(name: string, source: string, options?: AdoptOptions): Promise<AdoptResult> {
    const { adoptRun } = await import('../parts/adopt-run.ts');
    const { runsIn } = await import('../parts/runs-in.ts');
    const { runs, close } = await runsIn(pathIn(this.#place, source));
    try {
      const { folder } = runs.find(({ task }) => task === name) ?? runs[0]!;
      return await adoptRun(await this.#open(name), folder, source, options);
    } finally {
      await close();
    }
  }

  /** Reads every file of the work directory; with `repair`, brings it to a state to continue from. */
  async fsck(name: string, options?: FsckOptions): Promise<FsckResult> {
    const { fsckTask } = await import('../fsck/fsck-task.ts');
    return fsckTask(await this.#open(name), options);
  }

  /**
   * Returns a page about the run as it is now: HTML without other files, for any browser. Above
   * `mostRows` rows it has exact counts of all, and a sample of rows.
   */
  async report(name: string, options?: ReportOptions): Promise<string> {
    const { reportTask } = await import('../report/report-task.ts');
    return (await reportTask(await this.#open(name), options)).page;
  }

  /**
   * Returns an SVG picture of a result, or of the `duration`, against one or two parameters. Rejects with
   * `PSYRUN_COLUMN_NOT_FOUND` if the task has no such numbers or parameters.
   */
  async plot(name: string, y: string, by: readonly [string, string?]): Promise<string> {
    const { plotTask } = await import('../report/plot-task.ts');
    return (await plotTask(await this.#open(name), y, by)).svg;
  }

  /** Ends the queued and running jobs, those of runs of this object included. */
  async kill(name: string, options?: KillOptions): Promise<KillResult> {
    const { killTask } = await import('../control/kill-task.ts');
    const stopped = await this.#runs.stop(name);
    const killed = await killTask(await this.#read(name), options);
    return { ...killed, ended: [...stopped, ...killed.ended] };
  }

  /** Removes all that the task has made, its result included. */
  async clean(name: string, options?: CleanOptions): Promise<CleanResult> {
    const { cleanTask } = await import('../control/clean-task.ts');
    return cleanTask(await this.#read(name), options);
  }

  async #open(name: string): Promise<LoadedTask> {
    const { openTasks } = await import('./open-tasks.ts');
    return (await openTasks(this.#place, [name], this.#onWarning))[0]!;
  }

  async #read(name: string): Promise<LoadedTask> {
    const { readTasks } = await import('./open-tasks.ts');
    return (await readTasks(this.#place, [name], this.#onWarning))[0]!;
  }
}
