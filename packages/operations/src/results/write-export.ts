import { createWriteStream, existsSync } from 'node:fs';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { saveTables } from '@psyrun/columns';
import {
  PsyrunError,
  STORE_VALUE_KINDS,
  type ExportedRows,
  type StoreCapabilities,
  type Table,
  type TableReader,
} from '@psyrun/core';
import { replaceFile } from '@psyrun/files';
import { otherSuffixHint, type PluginRegistry } from '@psyrun/task';
import { TEXT_FORMATS, type TextFormat } from './text-formats.ts';

/** Rows to export, before it is known what the file can hold. */
export interface RowsToExport {
  readonly tables: (values: StoreCapabilities['values']) => TableReader;
  /** Returns what exporters get beside the rows. Stores and texts have no place for it. */
  readonly facts: () => Omit<ExportedRows, 'tables'>;
}

/**
 * Returns a function that writes rows to `file`, in the format that its suffix names: `.csv`,
 * `.jsonl`, or that of a store or an exporter among `plugins`.
 *
 * Throws `PSYRUN_FILE_EXISTS` and `PSYRUN_PLUGIN_NOT_FOUND` before anything is read.
 */
export async function exportWriter(
  file: string,
  plugins: PluginRegistry,
): Promise<(rows: RowsToExport) => Promise<void>> {
  if (existsSync(file)) throw alreadyThere(file);
  const suffix = extname(file).toLowerCase();
  const format = TEXT_FORMATS[suffix];
  if (format !== undefined)
    return ({ tables }) => writeText(file, format, tables(STORE_VALUE_KINDS)());
  const stores = suffixesOf(plugins, 'stores');
  if (stores.includes(suffix)) {
    const store = await plugins.store(suffix);
    return ({ tables }) => saveTables(store, file, tables(store.capabilities.values));
  }
  const exporters = suffixesOf(plugins, 'exporters');
  if (exporters.includes(suffix)) {
    const exporter = await plugins.exporter(suffix);
    return ({ tables, facts }) =>
      exporter.write(file, { ...facts(), tables: tables(exporter.values) });
  }
  throw unknownFormat(file, [...Object.keys(TEXT_FORMATS), ...stores, ...exporters]);
}

/**
 * Returns a function that writes tables to `file` as text: `.csv` or `.jsonl`. Throws `PSYRUN_FILE_EXISTS`
 * and `PSYRUN_PLUGIN_NOT_FOUND`.
 */
export function textWriter(file: string): (tables: AsyncIterable<Table>) => Promise<void> {
  if (existsSync(file)) throw alreadyThere(file);
  const format = TEXT_FORMATS[extname(file).toLowerCase()];
  if (format === undefined) throw unknownFormat(file, Object.keys(TEXT_FORMATS));
  return (tables) => writeText(file, format, tables);
}

async function writeText(
  file: string,
  format: TextFormat,
  tables: AsyncIterable<Table>,
): Promise<void> {
  await replaceFile(file, (path) => pipeline(format(tables), createWriteStream(path)));
}

/** Returns the suffixes that plug-ins of a kind claim to write, those of broken packages included. */
function suffixesOf(
  { plugins, broken }: PluginRegistry,
  kindOfPlugin: 'stores' | 'exporters',
): string[] {
  const claimed = [...plugins, ...broken.flatMap(({ claims }) => claims)];
  return [...new Set(claimed.filter(({ kind }) => kind === kindOfPlugin).map(({ key }) => key))];
}

function unknownFormat(file: string, known: readonly string[]): PsyrunError {
  return new PsyrunError(
    'PSYRUN_PLUGIN_NOT_FOUND',
    `${file} has no suffix of a known format. Known: ${known.join(', ')}.`,
    {
      hint:
        otherSuffixHint(extname(file)) ??
        'A package that is a store or an exporter brings further ones.',
      fields: { file, known },
    },
  );
}

function alreadyThere(file: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_EXISTS', `${file} is there already.`, {
    hint: 'Exporting replaces no file: name another one, or remove it first.',
    fields: { file },
  });
}
