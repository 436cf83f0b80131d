import { execFileSync } from 'node:child_process';
import { cpSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { IN_MEMORY, Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

const ALL = process.env['PSYRUN_DAMAGE'] === 'all';
jest.setTimeout(ALL ? 3_600_000 : 120_000);

const SOCKET =
  'import os, socket, sys; os.chdir(sys.argv[1]); socket.socket(socket.AF_UNIX).bind(sys.argv[2])';

/** Things in the place of a file that make a reader wait for ever or read without end. */
const KINDS: [string, (file: string) => void][] = [
  ['a pipe', (file) => execFileSync('mkfifo', [file])],
  ['a device', (file) => symlinkSync('/dev/zero', file)],
  ['a folder', (file) => execFileSync('mkdir', [file])],
  ['a socket', (file) => execFileSync('python3', ['-c', SOCKET, dirname(file), basename(file)])],
];
const FILES = [
  ...['run.json', 'out/0.journal', 'result.certificate.json', 'ledger', 'result.pkl'],
  ...['out/9.journal', 'in/0.json', 'in/9.json', 'ledger.size', 'result.partial.pkl'],
  ...['t:process.json', 't:process:0.log', 'unknown', 'kept', 'kept/1.json', 'run.json.lock'],
];
/** All commands that read a work directory. The last ones repair it and complete the run. */
const COMMANDS = [
  ['status', '-v', 't'],
  ['failures', 't'],
  ['verify', 't'],
  ['export', '--partial', 't', 'out.csv'],
  ['merge', '--partial', 'psy-work/t', 'out.pkl'],
  ['fsck', 't'],
  ['logs', 't'],
  ['repro', 't', '0'],
  ['kill', 't'],
  ['run', '-q', 't'],
  ['fsck', '--repair', 't'],
  ['run', '-q', '-c', 't'],
];

describe.each(KINDS)('%s in the place of a file of a work directory', (name, make) => {
  const project = new Project(IN_MEMORY);
  const work = (file = '') => project.path('psy-work/t', file);
  const psy = (...args: string[]) => psyHere(project, args, undefined, PSYRUN);
  beforeAll(async () => {
    project.write(
      'psy-tasks/task_t.js',
      `import { param, range } from '@psyrun/pspace';
      export const pspace = param({ x: range(12) });
      export const maxJobs = 2;
      export const execute = ({ x }) => ({ y: 2 * x });
      ${rowsHere()}`,
    );
    await psy('run', '-q', 't');
    cpSync(work(), project.path('saved'), { recursive: true });
  });
  afterAll(() => project.remove());

  const kind = KINDS.findIndex((one) => one[0] === name);
  const chosen = FILES.filter((_, i) => ALL || i % 8 === kind || i % 8 === kind + 4);

  test.each(chosen)('%s: no command hangs, and the repaired run is complete', async (file) => {
    rmSync(work(), { recursive: true });
    cpSync(project.path('saved'), work(), { recursive: true });
    rmSync(work(file), { recursive: true, force: true });
    execFileSync('mkdir', ['-p', dirname(work(file))]);
    make(work(file));
    let status: number | null = null;
    let said = '';
    for (const args of COMMANDS) {
      // This one starts a worker process, so it is tried once for each kind.
      if (args[0] === 'repro' && !ALL && file !== chosen[0]) continue;
      for (const out of ['out.csv', 'out.pkl']) rmSync(project.path(out), { force: true });
      const answer = await psy(...args);
      status = answer.status;
      said = `psy ${args.join(' ')}: ${answer.stdout}${answer.stderr}`;
      expect(said).not.toMatch(/internal error|\n {4}at /);
    }
    if (file === 'run.json.lock') {
      // Nothing shows whether its process lives, so it stays until a person has looked.
      expect([status, said]).toEqual([1, expect.stringContaining('run.json.lock')]);
      return;
    }
    expect([status, said]).toEqual([0, expect.anything()]);
    expect((await psy('verify', 't')).status).toBe(0);
  });

  test('psy logs names it', async () => {
    rmSync(work(), { recursive: true });
    cpSync(project.path('saved'), work(), { recursive: true });
    rmSync(work('t:process:0.log'));
    make(work('t:process:0.log'));
    for (const flags of [[], ['--json']]) {
      const { status, stdout, stderr } = await psy('logs', 't', ...flags);
      expect(status).toBe(2);
      expect(`${stdout}${stderr}`).toContain('t:process:0.log is not a file. A folder, a pipe');
    }
  });
});
