import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFolder } from './folder.ts';
import { DONE, type RecordedRun } from './recorded-rows.ts';

/** Folders with runs that were recorded by this process, by what they are. */
const recorded = new Map<string, string>();
process.once('exit', () => {
  for (const folder of recorded.values()) rmSync(folder, { recursive: true });
});

/**
 * Resolves to what is measured in a folder with a run of the task `t`, as if all rows had been evaluated. A run
 * is recorded once, and each measurement gets links to its files.
 */
export async function inRecordedRun<T>(
  run: RecordedRun,
  measure: (folder: string) => Promise<T>,
): Promise<T> {
  const { rows = DONE, ...others } = run;
  const key = JSON.stringify([rows.name, others]);
  if (!recorded.has(key)) {
    const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
    recorded.set(key, folder);
    // Half a second to load, which the processes of other lines need not wait for.
    const { recordRun } = await import('./record-run.ts');
    await recordRun(folder, run);
  }
  return inFolder((folder) => {
    spawnSync('cp', ['-al', `${recorded.get(key)!}/.`, folder]);
    return measure(folder);
  });
}
