import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundler } from './bundler.ts';
import type { PlantedBug } from './planted-bugs.ts';

const WORKSPACE = fileURLToPath(new URL('../../../..', import.meta.url));
const ENTRY = fileURLToPath(new URL('./production.ts', import.meta.url));
/** The pool of worker processes is the only source that is replaced. */
const WORKER_POOL = 'packages/mapper/src/pool/worker-pool.ts';

/** Documents with the same bytes are decoded once in a history. */
const DECODER = 'packages/files/src/documents/decode-document.ts';

/**
 * Bundles the sources of psyrun into one script. They are as they are, but for the planted bug, and:
 *
 * - a document whose bytes were decoded before is not decoded again;
 * - `import.meta.url` is the address of the source;
 * - `import(module)` asks the simulation for the module of an address;
 * - a variable of a module belongs to the simulated process, as if each had loaded the module itself.
 */
export async function bundleProduction(bug?: PlantedBug): Promise<string> {
  const planted = { done: false };
  const { outputFiles } = await bundler().build({
    absWorkingDir: WORKSPACE,
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    conditions: ['@psyrun/source'],
    logLevel: 'error',
    plugins: [{ name: 'simulation', setup: (builder: Builder) => setUp(builder, bug, planted) }],
  });
  if (bug !== undefined && !planted.done) throw new Error(`Nothing loads ${bug.file}.`);
  return outputFiles[0]!.text;
}

interface Builder {
  onLoad(
    which: { readonly filter: RegExp },
    load: (args: { readonly path: string }) => {
      readonly loader: string;
      readonly contents: string;
    },
  ): void;
}

function setUp(builder: Builder, bug: PlantedBug | undefined, planted: { done: boolean }): void {
  builder.onLoad({ filter: /\/packages\/.*\/src\/.*\.ts$/ }, ({ path }) => {
    const file = relative(WORKSPACE, path);
    if (file === WORKER_POOL) {
      return { loader: 'ts', contents: 'export const WorkerPool = simulated.WorkerPool;' };
    }
    let source = readFileSync(path, 'utf8');
    if (file === bug?.file) {
      source = plant(source, bug);
      planted.done = true;
    }
    if (file === DECODER) source = withMemory(source);
    source = source
      .replaceAll('import.meta.resolve(', 'String(')
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      .replaceAll('import(module)', 'simulated.importModule(module)');
    return { loader: 'ts', contents: withOwnVariables(source, file) };
  });
}

function plant(source: string, { name, file, find, replace }: PlantedBug): string {
  if (source.split(find).length !== 2) {
    throw new Error(`The bug '${name}' cannot be planted: ${file} does not contain once:\n${find}`);
  }
  return source.replace(find, () => replace);
}

/** Lets `decodeDocument` ask the simulation whether it has decoded these bytes before. */
function withMemory(source: string): string {
  const found = 'export function decodeDocument<';
  if (!source.includes(found)) throw new Error(`${DECODER} does not contain: ${found}`);
  return `${source.replace(found, 'function decodeAnew<')}
export const decodeDocument: typeof decodeAnew = (kind, bytes, file) =>
  simulated.decoded(kind.schema, bytes, () => decodeAnew(kind, bytes, file));`;
}

/** Gives each process its own variables of a module. */
function withOwnVariables(source: string, file: string): string {
  const declaration = /^let (\w+) = ([^;]+);$/gm;
  return [...source.matchAll(declaration)].reduce((text, [line, name, value]) => {
    const own = `simulated.own(${JSON.stringify(`${file} ${name}`)}, ${value}).value`;
    return text.replace(line, '').replaceAll(new RegExp(`\\b${name}\\b`, 'g'), () => own);
  }, source);
}
