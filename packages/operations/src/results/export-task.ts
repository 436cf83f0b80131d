import { createWriteStream, existsSync } from 'node:fs';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PsyrunError } from '@psyrun/core';
import { replaceFile } from '@psyrun/files';
import { identityOf } from '@psyrun/run';
import type { LoadedTask, PluginRegistry } from '@psyrun/task';
import type { ExportResult } from '../schemas/export.ts';
import { exportSource, type ExportSource } from './export-source.ts';
import { codesOf } from './codes-of.ts';
import { TEXT_FORMATS } from './text-formats.ts';

/** Options of `Project.export`. */
export interface ExportOptions {
  /**
   * Writes the rows that the present run has if its result is not complete, is damaged, or is of an
   * earlier version of the task.
   */
  readonly partial?: boolean;
}

/**
 * Writes the result of a task in another format, which the suffix of the file names: `.csv`,
 * `.jsonl`, or that of a store among `plugins`. Nothing is written unless the result is certified as
 * that of the present run and the task has not changed since, or `partial` is given.
 *
 * Throws `PSYRUN_FILE_EXISTS` and `PSYRUN_PLUGIN_NOT_FOUND` before anything is read, and
 * `PSYRUN_RUN_CORRUPT`.
 */
export async function exportTask(
  task: LoadedTask,
  file: string,
  plugins: PluginRegistry,
  { partial = false }: ExportOptions = {},
): Promise<ExportResult> {
  if (existsSync(file)) throw alreadyThere(file);
  const write = await writerFor(file, plugins);
  const source = await exportSource(task, partial);
  const base = { task: task.name, file };
  if ('reason' in source) return { ...base, written: false, ...source };
  await write(source);
  const { rows, run, origins, changes, problems } = source;
  return {
    ...base,
    written: true,
    rows,
    total: run.space.length,
    run: identityOf(run),
    codes: codesOf(origins),
    changes: [...changes],
    problems: [...problems],
  };
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

function alreadyThere(file: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_EXISTS', `${file} is there already.`, {
    hint: 'Exporting replaces no file: name another one, or remove it first.',
    fields: { file },
  });
}
