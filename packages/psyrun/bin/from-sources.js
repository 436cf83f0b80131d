/**
 * Runs the `psy` command from the sources of this clone, whether they are built or not.
 *
 * It is a process of its own: only the start of a process can set an export condition.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const psy = spawn(
  process.execPath,
  [
    '--conditions=@psyrun/source',
    `--import=${import.meta.resolve('tsx')}`,
    fileURLToPath(new URL('../src/psy.ts', import.meta.url)),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
// A terminal sends Ctrl-C to both; psy decides when to end.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => psy.kill('SIGTERM'));
psy.on('exit', (exitCode) => {
  process.exitCode = exitCode ?? 1;
});
