import { relative } from 'node:path';
import type { PluginsResult } from '@psyrun/operations';
import { listPlugins } from '@psyrun/operations/setup';
import { placeOf, type Session } from '../session.ts';
import { alignedLines } from '../tables/aligned-lines.ts';
import type { Console, Mark } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

const CONFLICT: Mark = { word: 'Conflict:', meaning: 'bad' };
const BROKEN: Mark = { word: 'Broken:', meaning: 'bad' };
const NO_PLUGIN: Mark = { word: 'No plug-in:', meaning: 'doubtful' };

/** Flags of {@link printPlugins}. */
export interface PluginsFlags {
  readonly taskdir: string;
  readonly json?: boolean;
}

/**
 * `psy plugins`: what can be named in task files and where it comes from, on standard output; what
 * is broken or provided twice, on standard error. The exit code is 1 if something is.
 */
export async function printPlugins(
  { taskdir, json = false }: PluginsFlags,
  session: Session,
): Promise<number> {
  const found = await listPlugins(placeOf(taskdir, session));
  if (json) session.console.json(JSON.stringify(found));
  else printTable(found, session.console);
  return found.conflicts.length + found.broken.length > 0 ? EXIT.failed : EXIT.done;
}

function printTable({ plugins, conflicts, broken, others }: PluginsResult, console: Console): void {
  const lines = alignedLines(
    plugins.map(({ key, package: name, version, folder }) => [
      key,
      `${name} ${version}`,
      near(folder),
    ]),
  );
  for (const kind of ['stores', 'schedulers', 'backends', 'evaluators', 'exporters']) {
    console.out(`${kind}:`);
    plugins.forEach((plugin, i) => {
      if (plugin.kind === kind) console.out(`  ${lines[i]}`);
    });
  }
  for (const { error } of conflicts) console.error(error, CONFLICT);
  for (const { package: name, error } of broken) console.error(`${name}: ${error}`, BROKEN);
  for (const { package: name, why } of others) console.error(`${name}: ${why}.`, NO_PLUGIN);
}

/** Returns a folder relative to the working directory, unless it is outside of it. */
function near(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path.startsWith('..') ? folder : path;
}
