import type { Closable, Job, JobArray, JobHost, JobTree } from '@psyrun/core';

/** Returns the jobs of a tree in an order in which they may run. */
export function leavesOf(tree: JobTree): (Job | JobArray)[] {
  return tree.kind === 'job' || tree.kind === 'array' ? [tree] : tree.jobs.flatMap(leavesOf);
}

/** Runs the jobs of a tree that are not done, one after the other, and returns their exit codes. */
export async function runTree(tree: JobTree): Promise<number[]> {
  const shared = new Map<string, Closable>();
  const host = hostSharing(shared);
  const exitCodes: number[] = [];
  for (const job of leavesOf(tree)) {
    for (const index of indicesOf(job)) {
      const { module, export: name, options } = job.work;
      const work = ((await import(module)) as Record<string, Work>)[name]!;
      exitCodes.push(await work(options, { ...host, index, rowEnded: () => undefined }));
    }
  }
  for (const closable of shared.values()) await closable.close();
  return exitCodes;
}

type Work = (options: unknown, context: object) => Promise<number>;

function indicesOf(job: Job | JobArray): readonly (number | undefined)[] {
  if (job.kind === 'array') return job.todo;
  return job.done ? [] : [undefined];
}

function hostSharing(shared: Map<string, Closable>): JobHost {
  return {
    log: () => undefined,
    signal: new AbortController().signal,
    slots: 1,
    share<T extends Closable>(key: string, make: () => T): T {
      if (!shared.has(key)) shared.set(key, make());
      return shared.get(key) as T;
    },
  };
}
