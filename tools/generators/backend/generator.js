import { addPackage } from '../package/add-package.js';
import { pascalCase } from '../package/names.js';

/** Writes a backend plug-in: manifest, the class with the contract's methods, a test of the manifest. */
export default async function backendGenerator(tree, { name }) {
  const className = `${pascalCase(name)}Backend`;
  await addPackage(tree, {
    name: `backend-${name}`,
    layer: 7,
    description: `Turns the rows of a task into jobs: ${name}.`,
    dependencies: ['jobs', 'run'],
    peers: ['core'],
    devDependencies: ['testkit'],
    manifest: { contract: 1, backends: { [name]: `./dist/index.js#${className}` } },
    templates: new URL('./files/', import.meta.url),
    substitutions: { className, fileName: `${name}-backend` },
  });
}
