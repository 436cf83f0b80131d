import { createWriteStream, existsSync } from 'node:fs';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PsyrunError, type Table } from '@psyrun/core';
import { replaceFile } from '@psyrun/files';
import { collectRun, readRun, WorkDirectory } from '@psyrun/run';
import type { LoadedTask, PluginRegistry } from '@psyrun/task';
import { coloured } from '../terminal/console.ts';
import { DONE, FAILED } from '../terminal/exit-codes.ts';
import { openTasks, pluginsFor, type Session } from '../session.ts';
import { TEXT_FORMATS } from '../tables/text-formats.ts';

/** Options of {@link exportResult}. */
export interface ExportOptions {
  readonly taskdir: string;
  readonly partial?: boolean;
}

/**
 * `psy export`: writes the result of a task in another format, which the suffix of the file names:
 * `.csv`, `.jsonl`, or that of an installed store.
 *
 * Throws `PSYRUN_FILE_EXISTS` and `PSYRUN_PLUGIN_NOT_FOUND` before anything is read.
 */
export async function exportResult(
  name: string,
  file: string,
  { taskdir, partial = false }: ExportOptions,
  session: Session,
): Promise<number> {
  const { console } = session;
  const task = (await openTasks(taskdir, [name], session))[0]!;
  if (existsSync(file)) throw exists(file);
  const write = await writerFor(file, taskdir, session);
  const result = existsSync(task.resultfile)
    ? stored(task)
    : partial
      ? await recorded(task)
      : undefined;
  if (result === undefined) {
    console.error(
      partial
        ? `Nothing to export: task '${name}' was not run. Run it with: psy run ${name}`
        : `${coloured('red', 'Incomplete:')} task '${name}' has no complete result. ` +
            `To export the rows that are done: psy export --partial ${name} ${file}`,
    );
    return FAILED;
  }
  await write(result);
  console.error(`Wrote ${file}.`);
  return DONE;
}

/** A result, piece by piece or as a whole. */
interface Result {
  readonly scan: () => AsyncIterable<Table>;
  readonly load: () => Promise<Table>;
}

async function writerFor(file: string, taskdir: string, session: Session) {
  const suffix = extname(file).toLowerCase();
  const format = TEXT_FORMATS[suffix];
  if (format !== undefined) {
    return ({ scan }: Result) =>
      replaceFile(file, (path) => pipeline(format(scan()), createWriteStream(path)));
  }
  const plugins = pluginsFor(taskdir, session);
  const known = suffixesOf(plugins);
  if (!known.includes(suffix)) throw unknownFormat(file, [...Object.keys(TEXT_FORMATS), ...known]);
  const store = await plugins.store(suffix);
  return async ({ load }: Result) => store.save(file, await load());
}

/** What stores claim to write, those that turn out to be broken included. */
function suffixesOf({ plugins, broken }: PluginRegistry): string[] {
  return [...plugins, ...broken.flatMap(({ claims }) => claims)]
    .filter(({ kind }) => kind === 'stores')
    .map(({ key }) => key);
}

function unknownFormat(file: string, known: readonly string[]): PsyrunError {
  return new PsyrunError(
    'PSYRUN_PLUGIN_NOT_FOUND',
    `${file} has no suffix of a known format. Known: ${known.join(', ')}.`,
    { hint: 'A package that is a store brings further ones.', fields: { file, known } },
  );
}

function stored({ store, resultfile }: LoadedTask): Result {
  return { scan: () => store.scan(resultfile), load: () => store.load(resultfile) };
}

/** What the journals of an incomplete run hold. */
async function recorded({ workdir }: LoadedTask): Promise<Result | undefined> {
  const directory = new WorkDirectory(workdir);
  const run = await readRun(directory.run);
  if (run === undefined) return undefined;
  const { table } = await collectRun(directory, run);
  const scan = async function* (): AsyncGenerator<Table> {
    yield table;
  };
  return { scan, load: async () => table };
}

function exists(file: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_EXISTS', `${file} is there already.`, {
    hint: 'Exporting replaces no file: name another one, or remove it first.',
    fields: { file },
  });
}
