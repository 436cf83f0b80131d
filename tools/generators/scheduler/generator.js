import { addPackage } from '../package/add-package.js';
import { pascalCase } from '../package/names.js';

/** Writes a scheduler plug-in: manifest, the class with the contract's methods, a test of the manifest. */
export default async function schedulerGenerator(tree, { name }) {
  const className = pascalCase(name);
  await addPackage(tree, {
    name: `scheduler-${name}`,
    layer: 2,
    description: `Submits the jobs of psyrun to ${name}.`,
    dependencies: ['scheduler-command'],
    peers: ['core'],
    devDependencies: ['testkit'],
    manifest: { contract: 1, schedulers: { [name]: `./dist/index.js#${className}` } },
    templates: new URL('./files/', import.meta.url),
    substitutions: { className, schedulerName: name, fileName: `${name}-scheduler` },
  });
}
