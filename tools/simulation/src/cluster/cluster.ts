import type { JobStatus, Submission } from '@psyrun/core';
import type { Host } from '../world/host.ts';
import type { SimulatedProcess } from '../world/simulated-process.ts';
import type { World } from '../world/world.ts';

/** One job: an element of an array, or a job of its own. */
export interface ClusterJob {
  readonly submission: Submission;
  readonly index: number | undefined;
  state: 'queued' | 'running' | 'done' | 'failed';
  process: SimulatedProcess | undefined;
  starts: number;
}

/** Starts a job in a new process. Resolves to its exit code, or to undefined if it was killed. */
export type StartJob = (
  job: ClusterJob,
  host: Host,
) => {
  readonly process: SimulatedProcess;
  readonly code: Promise<number | undefined>;
};

/** Most times that a job is started. */
const MOST_STARTS = 4;

/** A cluster: it queues jobs, starts each after those that it depends on, and starts some again. */
export class Cluster {
  readonly world: World;
  /** Is told of each submission that was accepted. */
  onSubmission: (tag: string) => void = () => undefined;
  readonly #start: StartJob;
  readonly #submissions = new Map<string, ClusterJob[]>();
  readonly #tags = new Map<string, string>();
  #ids = 1;

  constructor(world: World, start: StartJob) {
    this.world = world;
    this.#start = start;
  }

  /** Puts jobs into the queue. Returns the id of the submission. */
  queue(submission: Submission, indices: readonly (number | undefined)[]): string {
    const id = String(this.#ids++);
    this.onSubmission(submission.tag);
    this.#tags.set(submission.tag, id);
    this.#submissions.set(
      id,
      indices.map((index) => ({
        submission,
        index,
        state: 'queued' as const,
        process: undefined,
        starts: 0,
      })),
    );
    this.#startSome();
    return id;
  }

  /** Returns the submissions with these tags. */
  find(tags: readonly string[]): Map<string, string> {
    return new Map(
      tags.flatMap((tag) => (this.#tags.has(tag) ? [[tag, this.#tags.get(tag)!]] : [])),
    );
  }

  /** The states of jobs and arrays. */
  statusOf(id: string): JobStatus | undefined {
    const [array, index] = id.split('_') as [string, string?];
    const jobs = (this.#submissions.get(array) ?? []).filter(
      (job) => index === undefined || job.index === Number(index),
    );
    if (jobs.length === 0) return undefined;
    const states = new Set(jobs.map(({ state }) => state));
    for (const state of ['running', 'queued', 'failed'] as const) {
      if (states.has(state)) return { id, state };
    }
    return { id, state: 'done' };
  }

  /** Removes jobs from the queue and kills those that run. */
  kill(ids: readonly string[]): void {
    for (const id of ids) {
      for (const job of this.#submissions.get(id) ?? []) {
        if (job.state === 'queued' || job.state === 'running') job.state = 'failed';
        job.process?.kill('scancel');
      }
    }
  }

  /** Removes all jobs. */
  killAll(): void {
    this.kill([...this.#submissions.keys()]);
  }

  /** The jobs that run. */
  running(): ClusterJob[] {
    return [...this.#submissions.values()].flat().filter(({ state }) => state === 'running');
  }

  /** True if no job is queued or running. */
  get isIdle(): boolean {
    for (const jobs of this.#submissions.values()) {
      if (jobs.some(({ state }) => state === 'queued' || state === 'running')) return false;
    }
    return true;
  }

  /** The cluster takes a job for dead and starts it again, while its process may go on. */
  restart(job: ClusterJob): void {
    if (job.state !== 'running' || job.starts >= MOST_STARTS) return;
    this.world.sim.tally.note('job started twice');
    job.state = 'queued';
    this.#startSome();
  }

  #startSome(): void {
    const { sim } = this.world;
    for (const jobs of this.#submissions.values()) {
      const submission = jobs[0]?.submission;
      const before = submission?.dependsOn.map((id) => this.statusOf(id)?.state) ?? [];
      if (before.includes('queued') || before.includes('running')) continue;
      const isHopeless = before.includes('failed') && submission?.evenIfFailed !== true;
      for (const job of jobs.filter(({ state }) => state === 'queued')) {
        if (isHopeless) job.state = 'failed';
        else {
          const starts = ++job.starts;
          job.state = 'running';
          job.process = undefined;
          const wait = sim.random.chance(0.1) ? 60_000 : 1000;
          sim.after(sim.random.between(10, wait), () => this.#launch(job, starts));
        }
      }
    }
  }

  #launch(job: ClusterJob, starts: number): void {
    if (job.state !== 'running' || job.starts !== starts) return;
    const { hosts, sim } = this.world;
    const { process, code } = this.#start(job, sim.random.pick(hosts));
    job.process = process;
    void code.then((exit) => {
      if (job.process !== process || job.state !== 'running') return;
      job.state = exit === 0 ? 'done' : 'failed';
      if (exit === undefined && job.starts < MOST_STARTS && sim.random.chance(0.5)) {
        sim.tally.note('killed job started again');
        job.state = 'queued';
      }
      this.#startSome();
    });
  }
}
