import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobId, JobState, Scheduler, SchedulerArgs, Submission } from '@psyrun/core';

const ACTIVE: readonly JobState[] = ['queued', 'waiting', 'running', 'suspended'];

/** What a trial needs: submissions of shell scripts, and waiting for what they do. */
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

  /** The path of a file in the folder. */
  path(file: string): string {
    return join(this.folder, file);
  }

  /**
   * A submission of a shell script, which finds the path of the folder in `$1` and further
   * arguments behind it. Its log is `<name>.log`.
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
   * A job that makes the file `<name>.started`, runs until {@link release} is called, and makes
   * the file `<name>.over`. It ends with the folder, whatever the scheduler does.
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

  /** Whether the file is there. */
  has(file: string): boolean {
    return existsSync(this.path(file));
  }

  /** The text of a file, once it is there. */
  async read(file: string): Promise<string> {
    await this.until(`${file} is written`, () => this.has(file));
    return readFileSync(this.path(file), 'utf8');
  }

  /** Resolves to the states of the jobs when all of them have ended. */
  async ended(...ids: JobId[]): Promise<JobState[]> {
    let states: JobState[] = [];
    await this.until(`jobs ${ids.join(', ')} have ended`, async () => {
      states = await this.states(...ids);
      return states.every((state) => !ACTIVE.includes(state));
    });
    return states;
  }

  /** The states of the jobs now. */
  async states(...ids: JobId[]): Promise<JobState[]> {
    const status = await this.scheduler.getStatus(ids);
    return ids.map((id) => status.get(id)?.state ?? ('missing' as JobState));
  }

  /** Whether the job, or one of the jobs of the array, is among the queued and running ones. */
  async isListed(id: JobId): Promise<boolean> {
    const jobs = await this.scheduler.getJobs();
    return jobs.some((job) => job === id || job.startsWith(`${id}_`));
  }

  /** Waits for what has to happen; fails if it does not. */
  async until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = performance.now() + this.#patience;
    while (!(await condition())) {
      if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
      await sleep(50);
    }
  }
}
