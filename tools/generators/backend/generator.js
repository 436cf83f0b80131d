import { addPlugin } from '../package/add-plugin.js';
import { pascalCase } from '../package/names.js';

/**
 * Writes a backend plug-in: manifest, README, a class with the methods of the contract, and its
 * tests.
 */
export default async function backendGenerator(tree, { name }) {
  await addPlugin(tree, {
    kind: 'backend',
    name,
    key: name,
    layer: 7,
    className: `${pascalCase(name)}Backend`,
    description: `Turns the rows of a task into jobs: ${name}.`,
    dependencies: ['jobs', 'run'],
    devDependencies: ['pspace', 'store-pickle'],
    templates: new URL('./files/', import.meta.url),
  });
}
