import { CONTRACT_VERSION, PsyrunError } from '@psyrun/core';
import { isObject } from './is-object.ts';
import { invalid } from './manifest-errors.ts';
import type { PluginManifest } from './plugin.ts';

/**
 * Throws `PSYRUN_PLUGIN_CONTRACT` for a package that is written for another version of the contract, and
 * `PSYRUN_PLUGIN_INVALID` for one that does not say for which.
 */
export function checkContract(manifest: PluginManifest, folder: string): void {
  const theirs = isObject(manifest.psyrun) ? manifest.psyrun['contract'] : undefined;
  if (theirs === CONTRACT_VERSION) return;
  if (typeof theirs !== 'number') {
    throw invalid(
      manifest,
      folder,
      'does not say for which version of the contract it is written',
      `Expected "psyrun": { "contract": ${CONTRACT_VERSION}, … } in its package.json.`,
    );
  }
  throw new PsyrunError(
    'PSYRUN_PLUGIN_CONTRACT',
    `The package ${manifest.name} ${manifest.version} (${folder}) is written for contract ` +
      `${theirs} of psyrun; this psyrun has contract ${CONTRACT_VERSION}.`,
    {
      hint:
        theirs < CONTRACT_VERSION
          ? `Install a version of ${manifest.name} for contract ${CONTRACT_VERSION}.`
          : `Install a newer psyrun, or a version of ${manifest.name} for contract ${CONTRACT_VERSION}.`,
      fields: { package: manifest.name, folder, theirs, ours: CONTRACT_VERSION },
    },
  );
}
