import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

let count = 0;

/** Returns an environment that marks every process that a test starts, directly or indirectly. */
export function newMark(): { PSYRUN_TEST_MARK: string } {
  return { PSYRUN_TEST_MARK: `${process.pid}-${++count}` };
}

/** Returns the numbers of the processes with the mark. */
export function marked({ PSYRUN_TEST_MARK }: { PSYRUN_TEST_MARK: string }): number[] {
  const entry = `PSYRUN_TEST_MARK=${PSYRUN_TEST_MARK}\0`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(entry))
    .map(Number);
}

/** Resolves when no process with the mark exists; rejects after ten seconds. */
export async function gone(mark: { PSYRUN_TEST_MARK: string }): Promise<void> {
  for (let i = 0; marked(mark).length > 0; i++) {
    if (i > 200) throw new Error(`still there: ${marked(mark).join()}`);
    await sleep(50);
  }
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return ''; // The process has ended, or belongs to another user.
  }
}
