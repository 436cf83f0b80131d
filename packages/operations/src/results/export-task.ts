import { createWriteStream, existsSync } from 'node:fs';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PsyrunError } from '@psyrun/core';
import { replaceFile } from '@psyrun/files';
import type { LoadedTask, PluginRegistry } from '@psyrun/task';
import type { ExportResult } from '../schemas/export.ts';
import { recordedRows, storedResult, type ExportSource } from './export-source.ts';
import { TEXT_FORMATS } from './text-formats.ts';

/** Options of `Project.export`. */
export interface ExportOptions {
  /** Writes the rows that are done if the result is not complete. */
  readonly partial?: boolean;
}

/**
 * Writes the result of a task in another format, which the suffix of the file names: `.csv`,
 * `.jsonl`, or that of a store among `plugins`. Nothing is written without a complete result, unless
 * `partial` is given.
 *
 * Throws `PSYRUN_FILE_EXISTS` and `PSYRUN_PLUGIN_NOT_FOUND` before anything is read.
 */
export async function exportTask(
  task: LoadedTask,
  file: string,
  plugins: PluginRegistry,
  { partial = false }: ExportOptions = {},
): Promise<ExportResult> {
  if (existsSync(file)) throw alreadyThere(file);
  const write = await writerFor(file, plugins);
  const source = existsSync(task.resultfile)
    ? storedResult(task)
    : partial
      ? await recordedRows(task)
      : undefined;
  if (source === undefined) {
    const reason = partial ? 'not-run' : 'incomplete';
    return { task: task.name, file, written: false, reason };
  }
  await write(source);
  return { task: task.name, file, written: true };
}

async function writerFor(
  file: string,
  plugins: PluginRegistry,
): Promise<(source: ExportSource) => Promise<void>> {
  const suffix = extname(file).toLowerCase();
  const format = TEXT_FORMATS[suffix];
  if (format !== undefined) {
    return ({ scan }) =>
      replaceFile(file, (path) => pipeline(format(scan()), createWriteStream(path)));
  }
  const known = suffixesOf(plugins);
  if (!known.includes(suffix)) throw unknownFormat(file, [...Object.keys(TEXT_FORMATS), ...known]);
  const store = await plugins.store(suffix);
  return async ({ load }) => store.save(file, await load());
}

/** Returns the suffixes that stores claim to write, those of broken packages included. */
function suffixesOf({ plugins, broken }: PluginRegistry): string[] {
  const claimed = [...plugins, ...broken.flatMap(({ claims }) => claims)];
  return [...new Set(claimed.filter(({ kind }) => kind === 'stores').map(({ key }) => key))];
}

function unknownFormat(file: string, known: readonly string[]): PsyrunError {
  return new PsyrunError(
    'PSYRUN_PLUGIN_NOT_FOUND',
    `${file} has no suffix of a known format. Known: ${known.join(', ')}.`,
    { hint: 'A package that is a store brings further ones.', fields: { file, known } },
  );
}

function alreadyThere(file: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_EXISTS', `${file} is there already.`, {
    hint: 'Exporting replaces no file: name another one, or remove it first.',
    fields: { file },
  });
}
