import { addPlugin } from '../package/add-plugin.js';
import { pascalCase } from '../package/names.js';

/**
 * Writes a scheduler plug-in: manifest, README, a class with the methods of the contract, and its
 * tests.
 */
export default async function schedulerGenerator(tree, { name }) {
  await addPlugin(tree, {
    kind: 'scheduler',
    name,
    key: name,
    layer: 2,
    className: pascalCase(name),
    description: `Submits the jobs of psyrun to ${name}.`,
    dependencies: ['scheduler-command'],
    templates: new URL('./files/', import.meta.url),
  });
}
