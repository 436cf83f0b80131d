import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { entryOf, moduleBeside, PsyrunError } from '@psyrun/core';

/** The URL of this file; a bundle of CommonJS has none. */
const HERE = import.meta.url as string | undefined;

/**
 * Returns the URL of a module that workers load. Throws `PSYRUN_EVALUATOR` if it is not there: a
 * bundler does not know it, because nothing imports it.
 */
export function workerFile(name: string): string {
  const module = HERE === undefined ? undefined : moduleBeside(HERE, `../worker/${name}`);
  if (module !== undefined && existsSync(fileURLToPath(entryOf(module)[0]))) return module;
  throw new PsyrunError(
    'PSYRUN_EVALUATOR',
    `Workers cannot start: their file ${name} of @psyrun/mapper is not beside this program. A bundle does not contain it.`,
    {
      hint: 'Keep the packages out of the bundle (esbuild: --external:psyrun --external:@psyrun/*) and install them where it runs.',
      fields: { program: HERE, file: module },
    },
  );
}
