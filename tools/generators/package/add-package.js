import { fileURLToPath } from 'node:url';
import { formatFiles, generateFiles, readJson, updateJson, writeJson } from '@nx/devkit';

const SKELETON = new URL('./skeleton/', import.meta.url);
const CORE = 'packages/core/package.json';

/**
 * Writes the files that all packages have, and then the files of this kind of package.
 *
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ name: string, layer: string, description: string, dependencies: string[],
 *   peers?: string[], devDependencies?: string[], manifest?: object, templates: URL[],
 *   substitutions?: Record<string, string> }} options
 */
export async function addPackage(tree, options) {
  const root = `packages/${options.name}`;
  if (tree.exists(`${root}/package.json`)) throw new Error(`${root} exists already.`);
  const siblings = [
    ...options.dependencies,
    ...(options.peers ?? []),
    ...(options.devDependencies ?? []),
  ];
  const substitutions = {
    name: options.name,
    packageName: scoped(options.name),
    description: options.description,
    tmpl: '',
    ...options.substitutions,
  };
  for (const folder of [SKELETON, ...options.templates]) {
    generateFiles(tree, fileURLToPath(folder), root, substitutions);
  }
  const version = tree.exists(CORE) ? readJson(tree, CORE).version : '0.1.0';
  writeJson(tree, `${root}/package.json`, manifestOf(options, version));
  writeReferences(tree, root, options, siblings);
  updateJson(tree, 'tsconfig.json', (config) => ({
    ...config,
    references: [...config.references, { path: `./${root}` }].sort(byPath),
  }));
  await formatFiles(tree);
}

function manifestOf(options, version) {
  const ranges = (names = [], range = `^${version}`) =>
    Object.fromEntries(names.map((name) => [scoped(name), range]).sort());
  return dropEmpty({
    name: scoped(options.name),
    version,
    description: options.description,
    keywords: ['psyrun', 'parameter-sweep'],
    license: 'MIT',
    repository: {
      type: 'git',
      url: 'git+https://github.com/psyrun/psyrun.git',
      directory: `packages/${options.name}`,
    },
    type: 'module',
    sideEffects: false,
    engines: { node: '^18.17.1 || >=20.3.0' },
    exports: {
      '.': {
        '@psyrun/source': './src/index.ts',
        types: './dist/index.d.ts',
        default: './dist/index.js',
      },
      './package.json': './package.json',
    },
    files: ['dist', 'src', '!dist/*.tsbuildinfo'],
    publishConfig: { access: 'public', provenance: true },
    nx: { tags: [`layer:${options.layer}`] },
    psyrun: options.manifest,
    dependencies: ranges(options.dependencies),
    // The contract has its own version: see
    // docs/decisions/0016-one-version-and-a-contract-of-its-own.md.
    peerDependencies: ranges(options.peers, `>=${version} <1.0.0`),
    devDependencies: ranges([...(options.peers ?? []), ...(options.devDependencies ?? [])]),
  });
}

function writeReferences(tree, root, options, siblings) {
  const built = [...options.dependencies, ...(options.peers ?? [])];
  const reference = (name) => ({ path: `../${name}/tsconfig.lib.json` });
  updateJson(tree, `${root}/tsconfig.lib.json`, (config) => ({
    ...config,
    references: built.map(reference),
  }));
  updateJson(tree, `${root}/tsconfig.spec.json`, (config) => ({
    ...config,
    references: [{ path: './tsconfig.lib.json' }, ...siblings.map(reference)],
  }));
}

/** Returns the npm name of a folder of `packages/`. Only `psyrun` has no scope. */
function scoped(name) {
  return name === 'psyrun' ? name : `@psyrun/${name}`;
}

function dropEmpty(manifest) {
  return Object.fromEntries(
    Object.entries(manifest).filter(
      ([, value]) =>
        value !== undefined && !(typeof value === 'object' && Object.keys(value).length === 0),
    ),
  );
}

function byPath(a, b) {
  return a.path < b.path ? -1 : 1;
}
