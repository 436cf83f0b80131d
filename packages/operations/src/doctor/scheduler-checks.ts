import { isPsyrunError, withoutHint, type Check } from '@psyrun/core';
import type { PluginRegistry } from '@psyrun/task';

const NOT_HERE = 'It does not answer here, and no task uses it.';

/**
 * Resolves to the checks of each installed scheduler, by its name. A scheduler that does not answer is a
 * failure only if a task uses it.
 */
export async function schedulerChecks(
  plugins: PluginRegistry,
  used: ReadonlySet<string>,
): Promise<[string, readonly Check[]][]> {
  const names = plugins.plugins.filter(({ kind }) => kind === 'schedulers').map(({ key }) => key);
  return Promise.all(
    [...new Set(names)].map(async (name) => [name, await checksOf(plugins, name, used.has(name))]),
  );
}

async function checksOf(
  plugins: PluginRegistry,
  name: string,
  isUsed: boolean,
): Promise<readonly Check[]> {
  try {
    const scheduler = await plugins.scheduler(name);
    if (scheduler.checks !== undefined) return await scheduler.checks();
    return [{ about: 'scheduler', outcome: 'ok', found: ownWords(scheduler.capabilities) }];
  } catch (error) {
    if (!isPsyrunError(error)) throw error;
    if (!isUsed) return [{ about: 'scheduler', outcome: 'ok', found: NOT_HERE }];
    const found = withoutHint(error);
    const advice = error.hint ?? 'Choose another scheduler in the task files.';
    return [{ about: 'scheduler', outcome: 'failed', found, advice }];
  }
}

function ownWords({ immediate }: { readonly immediate: boolean }): string {
  return immediate ? 'psy runs the jobs itself, on this machine.' : 'It does not tell its limits.';
}
