import type { JobTree } from '@psyrun/core';

/**
 * Returns the full name of every job of a tree: the names from the root to the job, joined by colons.
 *
 * @example
 * ```ts
 * const work = { module: 'file:///work.js', export: 'split', options: {} };
 * const split = { kind: 'job', name: 'split', work, done: false } as const;
 * fullNames({ kind: 'chain', name: 'circle', jobs: [split] }).get(split); // => 'circle:split'
 * ```
 */
export function fullNames(tree: JobTree): ReadonlyMap<JobTree, string> {
  const names = new Map<JobTree, string>();
  const visit = (node: JobTree, name: string): void => {
    names.set(node, name);
    if ('jobs' in node) for (const job of node.jobs) visit(job, `${name}:${job.name}`);
  };
  visit(tree, tree.name);
  return names;
}
