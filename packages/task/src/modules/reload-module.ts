import { importsOf } from './imports-of.ts';
import { forgetModules, loadModule } from './module-loader.ts';
import { refuseStale } from './refuse-stale.ts';

/**
 * Loads a module and the local modules that it imports again, even if they are loaded already.
 *
 * Node keeps the modules that it loads itself: `.mjs`, and `.js` in a package of type `module`.
 * Throws `PSYRUN_TASK_STALE` if one of these has changed since this process has loaded it.
 */
export async function reloadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { local } = importsOf(file);
  for (const module of local) refuseStale(module);
  forgetModules(file, local);
  return loadModule(file);
}
