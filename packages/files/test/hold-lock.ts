// Takes the lock of the file named in argv, reports that, and holds it until it is killed.
import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { nameBeside } from '../src/beside.ts';
import { withWriteLock } from '../src/write-lock.ts';

const file = process.argv[2]!;
await withWriteLock(file, async () => {
  writeFileSync(nameBeside(file), 'left over');
  process.stdout.write('held\n');
  await setTimeout(60_000);
});
