import type { JobTree } from '@psyrun/core';
import { fullNames } from './full-names.ts';
import { upToDate } from './up-to-date.ts';

/** A job, an array or one job of an array, and whether submitting the tree runs it. */
export interface PlannedJob {
  /** Full name: `circle:process:3`. */
  readonly name: string;
  /** False if it is up to date. */
  readonly runs: boolean;
}

/**
 * Returns the jobs that submitting a tree would run, in order. An array that is up to date is listed
 * without its jobs.
 *
 * @example
 * ```ts
 * const work = { module: 'file:///work.js', export: 'work', options: {} };
 * const process = { kind: 'array', name: 'process', work, size: 2, todo: [1] } as const;
 * plannedJobs({ kind: 'chain', name: 't', jobs: [process] }).map(({ name, runs }) => [name, runs]);
 * // => [['t:process', true], ['t:process:0', false], ['t:process:1', true]]
 * ```
 */
export function plannedJobs(tree: JobTree): PlannedJob[] {
  const names = fullNames(tree);
  const current = upToDate(tree);
  const visit = (node: JobTree): PlannedJob[] => {
    if ('jobs' in node) return node.jobs.flatMap(visit);
    const job = { name: names.get(node)!, runs: !current.has(node) };
    if (node.kind === 'job' || !job.runs) return [job];
    const todo = new Set(node.todo);
    return [
      job,
      ...Array.from({ length: node.size }, (_, i) => ({
        name: `${job.name}:${i}`,
        runs: todo.has(i),
      })),
    ];
  };
  return visit(tree);
}
