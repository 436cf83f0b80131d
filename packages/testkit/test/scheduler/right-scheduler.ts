import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type {
  JobId,
  JobState,
  JobStatus,
  Scheduler,
  SchedulerCapabilities,
  Submission,
} from '@psyrun/core';

type ArraySubmission = Submission & { readonly throttle?: number };

/** A job, or the jobs of an array. */
interface LocalJob {
  state: JobState;
  killed: boolean;
  ended: Promise<void>;
  readonly children: Set<ChildProcess>;
}

let ids = 0;

/** A scheduler that does everything that the contract asks for, with processes of this machine. */
export class RightScheduler implements Scheduler {
  readonly name = 'right';
  readonly capabilities: SchedulerCapabilities = { arrays: true, immediate: false, outcomes: true };
  readonly defaultArgs = {};
  protected readonly jobs = new Map<JobId, LocalJob>();
  protected readonly tags = new Map<string, JobId>();

  async submit(submission: Submission): Promise<JobId> {
    return this.#enqueue(submission, [undefined], 1);
  }

  async submitArray(indices: readonly number[], submission: ArraySubmission): Promise<JobId> {
    return this.#enqueue(submission, indices, this.slots(submission));
  }

  async preview({ name, dependsOn, argv }: Submission): Promise<string> {
    return [name, 'after', ...dependsOn, ':', ...argv].join(' ');
  }

  async kill(killed: readonly JobId[]): Promise<void> {
    for (const id of killed) {
      const job = this.jobs.get(id)!;
      job.killed = true;
      for (const child of job.children) process.kill(-child.pid!, 'SIGKILL');
    }
  }

  async system(): Promise<string> {
    return 'this process';
  }

  async getStatus(asked: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    const system = await this.system();
    const state = (id: JobId): JobState => this.jobs.get(id)?.state ?? 'unknown';
    const tagOf = new Map([...this.tags].map(([tag, id]) => [id, tag]));
    const identity = (id: JobId) => {
      const tag = tagOf.get(id);
      return tag === undefined ? { system } : { system, tag };
    };
    return new Map(asked.map((id) => [id, { id, state: state(id), identity: identity(id) }]));
  }

  async getJobs(): Promise<readonly JobId[]> {
    const active = ['waiting', 'running'];
    return [...this.jobs].filter(([, { state }]) => active.includes(state)).map(([id]) => id);
  }

  async find(tags: readonly string[]): Promise<ReadonlyMap<string, JobId>> {
    return new Map([...this.tags].filter(([tag]) => tags.includes(tag)));
  }

  async close(): Promise<void> {
    await RightScheduler.prototype.kill.call(this, [...this.jobs.keys()]);
  }

  /** The processes of an array that run at a time. */
  protected slots({ throttle = 4 }: ArraySubmission): number {
    return throttle;
  }

  /** True if a job starts, once the jobs before it have ended. */
  protected starts({ evenIfFailed }: Submission, before: readonly JobState[]): boolean {
    return evenIfFailed || before.every((state) => state === 'done');
  }

  protected argv({ argv }: Submission, index: number | undefined): readonly string[] {
    return argv.map((arg) => arg.replaceAll('%a', String(index ?? '%a')));
  }

  protected openLog({ log }: Submission, index: number | undefined): number {
    return openSync(log.replaceAll('%a', String(index ?? '%a')), 'a');
  }

  #enqueue(submission: Submission, indices: readonly (number | undefined)[], slots: number): JobId {
    const id = String(++ids);
    const job: LocalJob = {
      state: 'waiting',
      killed: false,
      children: new Set(),
      ended: Promise.resolve(),
    };
    this.jobs.set(id, job);
    this.tags.set(submission.tag, id);
    job.ended = this.#run(id, job, submission, [...indices], slots);
    return id;
  }

  async #run(
    id: JobId,
    job: LocalJob,
    submission: Submission,
    indices: (number | undefined)[],
    slots: number,
  ): Promise<void> {
    const before = submission.dependsOn.map((other) => this.jobs.get(other)!);
    await Promise.all(before.map(({ ended }) => ended));
    const states = before.map(({ state }) => state);
    let good = !job.killed && this.starts(submission, states);
    if (good) job.state = 'running';
    const work = async (): Promise<void> => {
      while (job.state === 'running' && indices.length > 0) {
        const index = indices.shift();
        const done = await this.#runOne(job, submission, index);
        if (index !== undefined) this.jobs.set(`${id}_${index}`, { ...job, state: done });
        good &&= done === 'done';
      }
    };
    await Promise.all(Array.from({ length: slots }, work));
    job.state = good ? 'done' : 'failed';
  }

  #runOne(job: LocalJob, submission: Submission, index: number | undefined): Promise<JobState> {
    if (job.killed) return Promise.resolve('failed');
    const log = this.openLog(submission, index);
    const [command, ...args] = this.argv(submission, index);
    const child = spawn(command!, args, { detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    job.children.add(child);
    return new Promise((resolve) => {
      child.once('exit', (code) => {
        job.children.delete(child);
        resolve(code === 0 ? 'done' : 'failed');
      });
    });
  }
}
