import type { JobTree } from '@psyrun/core';

/**
 * Returns the jobs of a tree that need not run.
 *
 * In a chain, the last job that is done and all jobs before it are up to date. The next job runs
 * except for its parts that are done, and all later jobs run. So a current result is enough: the files
 * of earlier steps may be missing.
 *
 * @example
 * ```ts
 * const work = { module: 'file:///work.js', export: 'work', options: {} };
 * const split = { kind: 'job', name: 'split', work, done: false } as const;
 * const merge = { kind: 'job', name: 'merge', work, done: true } as const;
 * upToDate({ kind: 'chain', name: 'circle', jobs: [split, merge] }).has(split); // => true
 * ```
 */
export function upToDate(tree: JobTree): ReadonlySet<JobTree> {
  const current = new Set<JobTree>();
  const markAll = (node: JobTree): void => {
    current.add(node);
    if ('jobs' in node) node.jobs.forEach(markAll);
  };
  const visit = (node: JobTree): void => {
    if (isDone(node)) return markAll(node);
    if (node.kind === 'group') return node.jobs.forEach(visit);
    if (node.kind !== 'chain') return;
    const last = node.jobs.findLastIndex(isDone);
    node.jobs.slice(0, last + 1).forEach(markAll);
    node.jobs.slice(last + 1, last + 2).forEach(visit);
  };
  visit(tree);
  return current;
}

/** True if a job is done. A chain is done if its last job is, a group if all its jobs are. */
function isDone(node: JobTree): boolean {
  switch (node.kind) {
    case 'job':
      return node.done;
    case 'array':
      return node.todo.length === 0;
    case 'group':
      return node.jobs.every(isDone);
    case 'chain':
      return node.jobs.length === 0 || isDone(node.jobs.at(-1)!);
  }
}
