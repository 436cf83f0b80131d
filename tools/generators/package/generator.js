import { addPackage } from './add-package.js';

/**
 * Writes a new package on one floor: manifest, README, sources, one test, and three tsconfig files.
 */
export default async function packageGenerator(
  tree,
  { name, layer, description, dependencies = '' },
) {
  await addPackage(tree, {
    name,
    layer,
    description,
    dependencies: dependencies.split(',').filter(Boolean),
    templates: [new URL('./files/', import.meta.url)],
  });
}
