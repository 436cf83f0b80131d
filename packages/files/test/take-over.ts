// Waits for a line on stdin, then tries to take the lock once and reports the outcome.
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { withWriteLock } from '../src/write-lock.ts';

process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.unref();
try {
  await withWriteLock(process.argv[2]!, () => setTimeout(300));
  process.stdout.write('got it\n');
} catch (error) {
  process.stdout.write(`${(error as { code: string }).code}\n`);
}
process.exit();
