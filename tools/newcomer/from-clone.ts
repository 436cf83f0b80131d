import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blocksOf } from '../snippets/documents/blocks.ts';
import { Shell } from '../snippets/documents/shell.ts';
import { readingOf, type Reading } from './reading.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The effort until a first result. */
export interface FirstResult extends Reading {
  readonly commands: number;
  readonly seconds: number;
}

/**
 * Runs the first command of README.md in a clone of the repository, which begins with `npm ci`.
 * Only committed files count. The reader reads up to that command.
 */
export async function fromClone(): Promise<FirstResult> {
  const readme = join(ROOT, 'README.md');
  const { line, lines } = blocksOf(readme).find(({ language }) => language === 'sh')!;
  const clone = mkdtempSync(join(tmpdir(), 'newcomer-clone-'));
  execFileSync('git', ['clone', '--quiet', ROOT, clone]);
  const shell = new Shell(clone, { ...process.env, NO_COLOR: '1' });
  try {
    const { exitCode, output, seconds } = await shell.run(lines.join('\n'));
    if (exitCode !== 0 || !output.includes('rows, complete)')) throw new Error(output);
    const text = readFileSync(readme, 'utf8').split('\n');
    const read = readingOf(text.slice(0, line + lines.length - 1).join('\n'));
    return { commands: lines.length, seconds, ...read };
  } finally {
    shell.close();
    rmSync(clone, { recursive: true, force: true, maxRetries: 3 });
  }
}
