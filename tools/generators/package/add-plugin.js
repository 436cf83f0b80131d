import { addPackage } from './add-package.js';

/**
 * Writes a package that provides one store, scheduler or backend.
 *
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ kind: 'store' | 'scheduler' | 'backend', name: string, key: string, layer: number,
 *   className: string, description: string, dependencies: string[], devDependencies?: string[],
 *   templates: URL }} options
 */
export async function addPlugin(tree, { kind, name, key, className, ...options }) {
  await addPackage(tree, {
    ...options,
    name: `${kind}-${name}`,
    peers: ['core'],
    devDependencies: ['testkit', ...(options.devDependencies ?? [])],
    manifest: { contract: 1, [`${kind}s`]: { [key]: `./dist/index.js#${className}` } },
    templates: [new URL('./plugin/', import.meta.url), options.templates],
    substitutions: { className, key, setting: kind, fileName: `${name}-${kind}` },
  });
}
