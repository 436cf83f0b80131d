import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { versionOf } from './one-file.ts';
import { WORKSPACE } from '../pack.ts';
import { runProgram } from '../run-program.ts';

/**
 * Writes the wheel for `pip install psyrun` into a folder: `psy.mjs`, the Python package, and a command that
 * finds Node. Resolves to the path of the wheel. It has the version of the npm package.
 */
export async function writeWheel(psy: string, folder: string): Promise<string> {
  const temporary = mkdtempSync(join(tmpdir(), 'psyrun-wheel-'));
  try {
    const licenses = join(temporary, 'licenses');
    writeFileSync(licenses, licensesIn(psy));
    const script = join(WORKSPACE, 'tools/release/wheel/build_wheel.py');
    const readme = join(WORKSPACE, 'packages/evaluator-python/README.md');
    const python = process.env['PSYRUN_PYTHON'] ?? 'python3';
    const args = [script, versionOf(), psy, licenses, readme, folder];
    return (await runProgram([python, ...args], { cwd: WORKSPACE })).trim();
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** The licenses at the end of psy.mjs. */
function licensesIn(psy: string): string {
  const text = readFileSync(psy, 'utf8');
  return `${text.slice(text.lastIndexOf('\n/*\n') + 4, text.lastIndexOf('\n*/'))}\n`;
}
