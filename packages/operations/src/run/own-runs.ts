/** The runs that have been started in this process and have not ended. */
export class OwnRuns {
  readonly #runs = new Map<string, Set<OwnRun>>();

  /** Follows a run of a task until it ends. Its signal is aborted by `signal` and by {@link stop}. */
  async follow<T>(
    task: string,
    signal: AbortSignal | undefined,
    start: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const stop = new AbortController();
    const ended = start(
      signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
    );
    const run = { stop, ended: ended.then(ignore, ignore) };
    const runs = this.#runs.get(task) ?? new Set();
    this.#runs.set(task, runs.add(run));
    return ended.finally(() => runs.delete(run));
  }

  /** Stops the runs of a task and waits for their end. Returns the name of the task for each. */
  async stop(task: string): Promise<string[]> {
    const runs = [...(this.#runs.get(task) ?? [])];
    for (const { stop } of runs) stop.abort();
    await Promise.all(runs.map(({ ended }) => ended));
    return runs.map(() => task);
  }
}

interface OwnRun {
  readonly stop: AbortController;
  /** Resolves when the run has ended, however it has. */
  readonly ended: Promise<void>;
}

function ignore(): void {}
