import type { JobId, JobStatus, Scheduler, Task } from '@psyrun/core';
import { jobIds, Ledger } from '@psyrun/jobs';
import { WorkDirectory } from '../directory/work-directory.ts';

/** Milliseconds that an answer holds: a command can be busy with one of its tasks for hours. */
const LONGEST = 30_000;

/**
 * The tasks, which from now on ask together: the first question of one of them to its scheduler is
 * about the jobs of all that have the same one, and its answer holds for those that follow, for half
 * a minute. Whoever waits for a change asks anew by calling this again.
 */
export function withBatchedStatus<T extends Task>(tasks: readonly T[]): T[] {
  const questions = new Map<string, SharedQuestion>();
  return tasks.map((task) => {
    const address = JSON.stringify(task.schedulerAddress ?? task.file);
    const question = questions.get(address) ?? new SharedQuestion();
    questions.set(address, question);
    question.tasks.push(task);
    const askStatus: NonNullable<Task['askStatus']> = (scheduler, ids) =>
      scheduler === task.scheduler ? question.ask(scheduler, ids) : scheduler.getStatus(ids);
    return { ...task, askStatus };
  });
}

/** What a scheduler has said of the jobs of several tasks. */
class SharedQuestion {
  readonly tasks: Task[] = [];
  #ids: ReadonlySet<JobId> = new Set();
  #askedAt = -Infinity;
  #answer: Promise<ReadonlyMap<JobId, JobStatus>> | undefined;

  /** An answer that tells of these jobs: the last one, if it does and is not too old. */
  async ask(scheduler: Scheduler, ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    const isAnswered = ids.every((id) => this.#ids.has(id));
    if (this.#answer === undefined || !isAnswered || performance.now() - this.#askedAt > LONGEST) {
      const others = await Promise.all(this.tasks.map((task) => idsAt(scheduler, task)));
      this.#ids = new Set([...ids, ...others.flat()]);
      this.#askedAt = performance.now();
      this.#answer = scheduler.getStatus([...this.#ids]);
    }
    return this.#answer;
  }
}

async function idsAt(scheduler: Scheduler, { workdir }: Task): Promise<JobId[]> {
  try {
    const entries = await new Ledger(new WorkDirectory(workdir).ledger).entries();
    return jobIds(entries.filter((entry) => entry.scheduler === scheduler.name));
  } catch {
    // Why a ledger cannot be read is told when it is the turn of its task.
    return [];
  }
}
