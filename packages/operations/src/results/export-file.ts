import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { otherSuffixHint, type PluginRegistry } from '@psyrun/task';
import type { ExportResult } from '../schemas/export.ts';
import { fileTables } from './export-source.ts';
import type { ExportOptions } from './export-task.ts';
import { exportWriter } from './write-export.ts';

/** Options of `Project.exportFile`. */
export type ExportFileOptions = Pick<ExportOptions, 'columns'>;

/** True if a name is that of a file, by its suffix, and not of a task. The file may be missing. */
export function isFileToExport(name: string, { plugins }: PluginRegistry): boolean {
  const suffix = extname(name).toLowerCase();
  const isKnown = plugins.some(({ kind, key }) => kind === 'stores' && key === suffix);
  if (isKnown || otherSuffixHint(suffix) !== undefined) return true;
  return suffix !== '' && existsSync(name);
}

/**
 * Writes a file of a store, which psyrun or another program wrote, in another format, as `exportTask`
 * does. Throws as that does, and what the store throws for a file that it cannot read.
 */
export async function exportFile(
  source: string,
  file: string,
  plugins: PluginRegistry,
  { columns }: ExportFileOptions = {},
): Promise<ExportResult> {
  const store = await plugins.store(extname(source).toLowerCase());
  const write = await exportWriter(file, plugins);
  await write({
    tables: () => fileTables(store, source, columns),
    facts: () => ({ attributes: {} }),
  });
  return { source, file, written: true };
}
