// @ts-check
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { importsOf, sourcesBelow } from './imports.js';
import { LAYERS } from './layers.js';

/**
 * The imports of `packages/<name>/src` that lead to a floor that is not lower, as sentences.
 *
 * @param {string} root the workspace
 * @returns {string[]}
 */
export function forbiddenImports(root) {
  const packages = join(root, 'packages');
  return readdirSync(packages).flatMap((name) => {
    const layer = layerOf(name);
    if (layer === undefined) return [`packages/${name} has no floor in tools/checks/layers.js`];
    return sourcesBelow(join(packages, name, 'src')).flatMap((file) =>
      importsOf(file)
        .map(workspacePackage)
        .filter((other) => other !== undefined && !mayImport(layer, other))
        .map((other) => `${relative(root, file)} imports ${other}, which is not on a lower floor`),
    );
  });
}

/** @param {string} name */
function layerOf(name) {
  return LAYERS.find(({ packages }) => packages.includes(name));
}

/** @param {string} specifier */
function workspacePackage(specifier) {
  return /^@psyrun\/([^/]+)|^(psyrun)$/.exec(specifier)?.slice(1).find(Boolean);
}

/**
 * @param {(typeof LAYERS)[number]} layer
 * @param {string} other
 */
function mayImport(layer, other) {
  const target = layerOf(other);
  return target !== undefined && layer.mayImport.includes(target.tag);
}
