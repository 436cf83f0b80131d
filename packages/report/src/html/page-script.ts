import { readFileSync } from 'node:fs';
import { PsyrunError } from '@psyrun/core';

/** The script of the page. It lies beside `src` and `dist`, so that both find it. */
const FILE = new URL('../../bundle/page.js', import.meta.url);

/** Returns the script of the page. Throws `PSYRUN_FILE_READ` if it was not built. */
export function pageScript(): string {
  try {
    return readFileSync(FILE, 'utf8');
  } catch (cause) {
    throw new PsyrunError('PSYRUN_FILE_READ', `The script of the page cannot be read.`, {
      hint: 'In a clone of psyrun: npm run bundle -w packages/report. Otherwise install psyrun again.',
      cause,
    });
  }
}
