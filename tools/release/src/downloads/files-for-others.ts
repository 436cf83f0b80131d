import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { WORKSPACE } from '../pack.ts';

const PACKAGES = join(WORKSPACE, 'packages');

/** The files that shells and R read, below `packages/`. */
const SCRIPTS = [
  'evaluator-command/r/check_function.R',
  'evaluator-command/r/psyrun_worker.R',
  'scheduler-slurm/scripts/array.sh',
  'scheduler-slurm/scripts/job.sh',
];

/** The folders of the modules that Python imports, below `packages/`. */
const PYTHON = ['evaluator-command/python', 'evaluator-python/python'];

/** Python runs this file of an archive. The first argument names the program. */
const MAIN = 'import sys\n\n__import__(sys.argv.pop(1)).main()\n';

/**
 * Resolves to a module with the files that `psy.mjs` unpacks for other programs, by name: the name in the
 * cache and the content. All of Python is one archive, from which Python imports.
 */
export async function filesForOthers(): Promise<string> {
  const scripts = SCRIPTS.map(
    (path) => [basename(path), readFileSync(join(PACKAGES, path))] as const,
  );
  const files = [...scripts, ['python.zip', await pythonArchive()] as const];
  const packed = files.map(([name, content]) => {
    const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const gzip = gzipSync(content, { level: 9 }).toString('base64');
    return [name, { cached: `${digest}-${name}`, gzip }];
  });
  return `export const files = ${JSON.stringify(Object.fromEntries(packed))};\n`;
}

async function pythonArchive(): Promise<Buffer> {
  const always = { level: 0, lastModDate: new Date(1980, 0, 1), extendedTimestamp: false };
  const writer = new ZipWriter(new BlobWriter(), always);
  await writer.add('__main__.py', new TextReader(MAIN));
  for (const folder of PYTHON) {
    const paths = readdirSync(join(PACKAGES, folder), { recursive: true, encoding: 'utf8' });
    for (const path of paths.sort()) {
      if (!path.endsWith('.py')) continue;
      await writer.add(path, new TextReader(readFileSync(join(PACKAGES, folder, path), 'utf8')));
    }
  }
  return Buffer.from(await (await writer.close()).arrayBuffer());
}
