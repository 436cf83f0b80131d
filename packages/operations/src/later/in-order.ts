import type { LoadedTask } from '@psyrun/task';

/**
 * Returns tasks so that each one stands behind those that it comes after; otherwise in their order.
 *
 * @example
 * ```ts
 * const tasks = [{ name: 'sweep', after: ['mesh'] }, { name: 'mesh', after: [] }];
 * inOrder(tasks).map(({ name }) => name); // => ['mesh', 'sweep']
 * ```
 */
export function inOrder<T extends Pick<LoadedTask, 'name' | 'after'>>(tasks: readonly T[]): T[] {
  const ordered = new Set<T>();
  const add = (task: T, before: readonly T[]): void => {
    if (before.includes(task)) return;
    for (const name of task.after) {
      const other = tasks.find((one) => one.name === name);
      if (other !== undefined) add(other, [...before, task]);
    }
    ordered.add(task);
  };
  for (const task of tasks) add(task, []);
  return [...ordered];
}
