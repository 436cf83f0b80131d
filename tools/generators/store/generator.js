import { addPackage } from '../package/add-package.js';
import { pascalCase } from '../package/names.js';

/** Writes a store plug-in: manifest, the class with the contract's methods, a test of the manifest. */
export default async function storeGenerator(tree, { name, ext = `.${name}` }) {
  const className = `${pascalCase(name)}Store`;
  await addPackage(tree, {
    name: `store-${name}`,
    layer: 2,
    description: `Saves tables of psyrun to ${ext} files.`,
    dependencies: ['columns'],
    peers: ['core'],
    devDependencies: ['testkit'],
    manifest: { contract: 1, stores: { [ext]: `./dist/index.js#${className}` } },
    templates: new URL('./files/', import.meta.url),
    substitutions: { className, ext, fileName: `${name}-store` },
  });
}
