import { sgeCommand } from './sge-commands.ts';

/**
 * Resolves to the cell, the host of its master, and the port if the environment names it. Clusters often
 * have the same cell.
 */
export async function sgeSystem(): Promise<string> {
  const master = (await sgeCommand('qconf', ['-sss'])).trim();
  const { SGE_CELL: cell = 'default', SGE_QMASTER_PORT: port } = process.env;
  return `${cell} at ${master}${port === undefined ? '' : `:${port}`}`;
}

/**
 * Resolves to the largest number of tasks of an array, `Infinity` if there is no limit: the setting
 * `max_aj_tasks`.
 */
export async function mostTasks(): Promise<number> {
  const configuration = await sgeCommand('qconf', ['-sconf', 'global']);
  const limit = Number(/^max_aj_tasks\s+(\d+)/m.exec(configuration)?.[1] ?? 0);
  return limit === 0 ? Infinity : limit;
}
