/** The errors of a manifest that psyrun cannot use. */
import { nearest, PsyrunError } from '@psyrun/core';
import { PLUGIN_KINDS, type PluginManifest } from './plugin.ts';

/** Returns the error for a manifest without plug-ins. */
export function emptyManifest(manifest: PluginManifest, folder: string): PsyrunError {
  const given = Object.keys(manifest.psyrun as object).filter((key) => key !== 'contract');
  const kind = PLUGIN_KINDS.find((name) => given.includes(name));
  if (kind !== undefined) return noTable(manifest, folder, kind);
  const what = `provides nothing: its "psyrun" holds ${given.join(', ') || 'only the contract'}`;
  return invalid(manifest, folder, what, meaning(given[0]));
}

/** Returns the error for a member of the manifest that should be a table of plug-ins. */
export function noTable(manifest: PluginManifest, folder: string, kind: string): PsyrunError {
  const given = JSON.stringify((manifest.psyrun as Record<string, unknown>)[kind]);
  const hint = 'Expected a table, as in { ".parquet": "./dist/index.js#ParquetStore" }.';
  return invalid(manifest, folder, `gives ${given} as its ${kind}`, hint);
}

/** Returns what a member of the manifest should have been. */
export function meaning(word: string | undefined): string {
  const near = word === undefined ? undefined : nearest(word, PLUGIN_KINDS);
  return near === undefined
    ? `Expected one of ${PLUGIN_KINDS.join(', ')}.`
    : `Did it mean ${near}?`;
}

/** Returns the error for a package. `what` completes the sentence that begins with its name. */
export function invalid(
  manifest: PluginManifest,
  folder: string,
  what: string,
  hint: string,
): PsyrunError {
  const { name, version } = manifest;
  return new PsyrunError(
    'PSYRUN_PLUGIN_INVALID',
    `The package ${name} ${version} (${folder}) ${what}.`,
    {
      hint,
      fields: { package: name, folder },
    },
  );
}
