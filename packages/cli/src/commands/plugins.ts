import { DONE } from '../exit-codes.ts';
import { pluginsFor, type Session } from '../session.ts';

/** Options of {@link listPlugins}. */
export interface PluginsOptions {
  readonly taskdir: string;
  readonly json?: boolean;
}

/** `psy plugins`: what can be named in task files, where it comes from, and what is broken. */
export async function listPlugins(
  { taskdir, json = false }: PluginsOptions,
  session: Session,
): Promise<number> {
  const { console } = session;
  const { plugins, broken, searched } = pluginsFor(taskdir, session);
  if (json) {
    const failures = broken.map(({ error, ...rest }) => ({ ...rest, error: messageOf(error) }));
    console.out(JSON.stringify({ plugins, broken: failures, searched }));
    return DONE;
  }
  const width = Math.max(...plugins.map(({ key }) => key.length), 0);
  for (const kind of ['stores', 'schedulers', 'backends'] as const) {
    console.out(`${kind}:`);
    for (const plugin of plugins.filter((candidate) => candidate.kind === kind)) {
      console.out(`  ${plugin.key.padEnd(width)}  ${plugin.package} ${plugin.version}`);
    }
  }
  for (const { package: name, folder, error } of broken) {
    console.error(`Broken: ${name} (${folder}): ${messageOf(error)}`);
  }
  return DONE;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
