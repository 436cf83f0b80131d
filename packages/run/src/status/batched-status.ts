import type { JobId, JobStatus, Scheduler, Task } from '@psyrun/core';
import { jobIds, Ledger } from '@psyrun/jobs';
import { WorkDirectory } from '../directory/work-directory.ts';

/** Milliseconds for which an answer is used: a command may work on one of its tasks for hours. */
const LONGEST = 30_000;

/**
 * Returns the tasks with a batched status query. The first query of a task to its scheduler asks
 * about the jobs of all tasks with the same scheduler. Its answer is used for half a minute by those
 * that follow. To wait for a change, call this again: that asks anew.
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

/** The last answer of a scheduler about the jobs of several tasks. */
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
