import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ACTIVE_STATES,
  type JobId,
  type JobState,
  type Scheduler,
  type SchedulerArgs,
  type Submission,
} from '@psyrun/core';

/** The fixture of a test: it makes submissions of shell scripts and waits for their effects. */
export class SchedulerFixture {
  /** An empty folder. */
  readonly folder: string;
  readonly scheduler: Scheduler;
  readonly #args: SchedulerArgs;
  readonly #patience: number;

  /**
   * @param args Scheduler arguments of all jobs.
   * @param patience Milliseconds within which everything has to happen.
   */
  constructor(scheduler: Scheduler, folder: string, args: SchedulerArgs, patience: number) {
    this.scheduler = scheduler;
    this.folder = folder;
    this.#args = args;
    this.#patience = patience;
  }

  /** Returns the path of a file in the folder. */
  path(file: string): string {
    return join(this.folder, file);
  }

  /**
   * Returns a submission of a shell script. The script receives the path of the folder in `$1` and
   * further arguments after it. Its log is `<name>.log`.
   */
  script(name: string, script: string, ...args: string[]): Submission {
    return {
      argv: ['/bin/sh', '-c', script, 'sh', this.folder, ...args],
      log: this.path(`${name}.log`),
      name: `kit:${name}`,
      dependsOn: [],
      evenIfFailed: false,
      args: this.#args,
      tag: randomUUID(),
    };
  }

  /**
   * Returns a job that creates the file `<name>.started`, runs until {@link release} is called, and
   * creates the file `<name>.over`. It ends when the folder is removed, whatever the scheduler does.
   */
  waiting(name: string): Submission {
    const script =
      'touch "$1/$2.started"; until [ -e "$1/$2.go" ]; do [ -d "$1" ] || exit; sleep 0.05; done; touch "$1/$2.over"';
    return this.script(name, script, name);
  }

  /** Lets a job of {@link waiting} end. */
  release(name: string): void {
    writeFileSync(this.path(`${name}.go`), '');
  }

  /** True if the file exists. */
  has(file: string): boolean {
    return existsSync(this.path(file));
  }

  /** Returns the text of a file, once it exists. */
  async read(file: string): Promise<string> {
    await this.until(`${file} is written`, () => this.has(file));
    return readFileSync(this.path(file), 'utf8');
  }

  /** Resolves to the states of the jobs when all of them have ended. */
  async ended(...ids: JobId[]): Promise<JobState[]> {
    let states: JobState[] = [];
    await this.until(`jobs ${ids.join(', ')} have ended`, async () => {
      states = await this.states(...ids);
      return states.every((state) => !ACTIVE_STATES.has(state));
    });
    return states;
  }

  /** Returns the states of the jobs now. */
  async states(...ids: JobId[]): Promise<JobState[]> {
    const status = await this.scheduler.getStatus(ids);
    return ids.map((id) => status.get(id)?.state ?? ('missing' as JobState));
  }

  /** True if the job, or one of the jobs of the array, is among the queued and running ones. */
  async isListed(id: JobId): Promise<boolean> {
    const jobs = await this.scheduler.getJobs();
    return jobs.some((job) => job === id || job.startsWith(`${id}_`));
  }

  /** Waits until the condition is true; throws if that takes too long. */
  async until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = performance.now() + this.#patience;
    while (!(await condition())) {
      if (performance.now() > deadline) throw new Error(`Timed out while waiting until ${what}.`);
      await sleep(50);
    }
  }
}
