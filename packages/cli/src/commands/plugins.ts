import { relative } from 'node:path';
import { PLUGIN_KINDS, type PluginRegistry } from '@psyrun/task';
import type { Console } from '../terminal/console.ts';
import { DONE } from '../terminal/exit-codes.ts';
import { pluginsFor, type Session } from '../session.ts';

/** Options of {@link listPlugins}. */
export interface PluginsOptions {
  readonly taskdir: string;
  readonly json?: boolean;
}

/**
 * `psy plugins`: what can be named in task files and where it comes from, on standard output; what
 * is broken or provided twice, on standard error.
 */
export async function listPlugins(
  { taskdir, json = false }: PluginsOptions,
  session: Session,
): Promise<number> {
  const registry = pluginsFor(taskdir, session);
  if (json) session.console.out(JSON.stringify(asData(registry)));
  else printPlugins(registry, session.console);
  return DONE;
}

/** Errors as what a program needs of them. */
function asData(registry: PluginRegistry) {
  const { plugins, broken, searched } = registry;
  return {
    plugins,
    conflicts: registry.conflicts().map(({ message, fields }) => ({ ...fields, error: message })),
    broken: broken.map(({ error, ...rest }) => ({ ...rest, error: messageOf(error) })),
    searched,
  };
}

function printPlugins(registry: PluginRegistry, console: Console): void {
  const { plugins, broken } = registry;
  const names = new Map(plugins.map((plugin) => [plugin, `${plugin.package} ${plugin.version}`]));
  const keyWidth = longest(plugins.map(({ key }) => key));
  const nameWidth = longest(names.values());
  for (const kind of PLUGIN_KINDS) {
    console.out(`${kind}:`);
    for (const plugin of plugins.filter((candidate) => candidate.kind === kind)) {
      const name = names.get(plugin)!.padEnd(nameWidth);
      console.out(`  ${plugin.key.padEnd(keyWidth)}  ${name}  ${near(plugin.folder)}`);
    }
  }
  for (const { message } of registry.conflicts()) console.error(`Conflict: ${message}`);
  for (const { package: name, error } of broken) {
    console.error(`Broken: ${name}: ${messageOf(error)}`);
  }
}

/** A folder as it is seen from here, unless it lies elsewhere. */
function near(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path.startsWith('..') ? folder : path;
}

function longest(texts: Iterable<string>): number {
  return Math.max(0, ...Array.from(texts, (text) => text.length));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
