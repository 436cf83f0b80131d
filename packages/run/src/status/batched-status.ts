import type { JobId, JobStatus, Scheduler, Task } from '@psyrun/core';
import { jobIds, Ledger } from '@psyrun/jobs';
import { WorkDirectory } from '../directory/work-directory.ts';

/** Milliseconds for which an answer is valid. A command can work on one task for hours. */
const LONGEST = 30_000;

/**
 * Returns tasks that batch their status queries: the first query of a task covers the jobs of all tasks
 * with the same scheduler, and the answer is used for later queries for 30 s. To wait for a change, call
 * this function again for a new answer.
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

/** The status query for the jobs of several tasks. */
class SharedQuestion {
  readonly tasks: Task[] = [];
  #ids: ReadonlySet<JobId> = new Set();
  #askedAt = -Infinity;
  #answer: Promise<ReadonlyMap<JobId, JobStatus>> | undefined;

  /** Resolves to the last answer if it covers these jobs and is not too old, else to a new one. */
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
    // The error for an unreadable ledger is reported when its own task is processed.
    return [];
  }
}
