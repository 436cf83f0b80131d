import { relative } from 'node:path';
import type { PluginsResult } from '@psyrun/operations';
import { listPlugins } from '@psyrun/operations/project';
import { placeOf, type Session } from '../session.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link printPlugins}. */
export interface PluginsFlags {
  readonly taskdir: string;
  readonly json?: boolean;
}

/**
 * `psy plugins`: what can be named in task files and where it comes from, on standard output; what
 * is broken or provided twice, on standard error.
 */
export async function printPlugins(
  { taskdir, json = false }: PluginsFlags,
  session: Session,
): Promise<number> {
  const found = await listPlugins(placeOf(taskdir, session));
  if (json) session.console.out(JSON.stringify(found));
  else printTable(found, session.console);
  return EXIT.done;
}

function printTable({ plugins, conflicts, broken }: PluginsResult, console: Console): void {
  const names = new Map(plugins.map((plugin) => [plugin, `${plugin.package} ${plugin.version}`]));
  const keyWidth = longest(plugins.map(({ key }) => key));
  const nameWidth = longest(names.values());
  for (const kind of ['stores', 'schedulers', 'backends']) {
    console.out(`${kind}:`);
    for (const plugin of plugins.filter((candidate) => candidate.kind === kind)) {
      const name = names.get(plugin)!.padEnd(nameWidth);
      console.out(`  ${plugin.key.padEnd(keyWidth)}  ${name}  ${near(plugin.folder)}`);
    }
  }
  for (const { error } of conflicts) console.error(`Conflict: ${error}`);
  for (const { package: name, error } of broken) console.error(`Broken: ${name}: ${error}`);
}

/** Returns a folder relative to the working directory, unless it is outside of it. */
function near(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path.startsWith('..') ? folder : path;
}

function longest(texts: Iterable<string>): number {
  return Math.max(0, ...Array.from(texts, (text) => text.length));
}
