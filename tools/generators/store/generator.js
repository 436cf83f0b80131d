import { addPlugin } from '../package/add-plugin.js';
import { pascalCase } from '../package/names.js';

/**
 * Writes a store plug-in: manifest, README, a class with the methods of the contract, and its
 * tests.
 */
export default async function storeGenerator(tree, { name, ext = `.${name}` }) {
  await addPlugin(tree, {
    kind: 'store',
    name,
    key: ext,
    layer: 2,
    className: `${pascalCase(name)}Store`,
    description: `Saves tables of psyrun to ${ext} files.`,
    dependencies: ['columns'],
    templates: new URL('./files/', import.meta.url),
  });
}
