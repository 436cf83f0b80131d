import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commandFailed, runCommand } from '../src/run-command.ts';

const node = (script: string, ...args: string[]) => ['-e', script, ...args];
const PRINT_ARGS = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';

test('arguments arrive unchanged', async () => {
  const nasty = ['a b', `'"\\`, '$HOME `id` *', 'new\nline', 'ü', ''];
  const { stdout } = await runCommand(process.execPath, node(PRINT_ARGS, ...nasty), {
    timeout: 20_000,
  });
  expect(JSON.parse(stdout)).toEqual(nasty);
});

test('standard input is empty', async () => {
  expect((await runCommand('cat', [], { timeout: 20_000 })).stdout).toBe('');
});

test('the command has only the given environment', async () => {
  const { stdout } = await runCommand('/usr/bin/env', [], { timeout: 20_000, env: { ONLY: '1' } });
  expect(stdout).toBe('ONLY=1');
});

test('a failed command resolves with its exit code and its output', async () => {
  const script = 'process.stderr.write("no such partition\\n"); process.exit(3)';
  const answer = await runCommand(process.execPath, node(script), { timeout: 20_000 });
  expect(answer).toEqual({ exitCode: 3, stdout: '', stderr: 'no such partition' });
  expect(commandFailed('sbatch', answer, 'Name another one.')).toMatchObject({
    code: 'PSYRUN_SCHEDULER',
    message: 'sbatch failed with exit code 3: no such partition. Name another one.',
    fields: { command: 'sbatch', exitCode: 3 },
  });
});

test('the words of a command are passed on while it still works', async () => {
  const words: string[] = [];
  let isHeard = (): void => undefined;
  const heard = new Promise<void>((resolve) => (isHeard = resolve));
  const onWords = (line: string): void => {
    words.push(line);
    isHeard();
  };
  // It ends when its words have been heard.
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-words-'));
  const script = 'echo "sleeping and retrying" >&2; until [ -e "$1/heard" ]; do sleep 0.02; done';
  const running = runCommand('sh', ['-c', script, 'sh', folder], { timeout: 20_000, onWords });
  await heard;
  writeFileSync(join(folder, 'heard'), '');
  expect((await running).stderr).toBe('sleeping and retrying');
  expect(words).toEqual(['sleeping and retrying']);
  rmSync(folder, { recursive: true });
});

describe('a command without an answer', () => {
  test('cannot be started if the file is missing', async () => {
    await expect(runCommand('no-such-command', [], { timeout: 20_000 })).rejects.toMatchObject({
      code: 'PSYRUN_SCHEDULER',
      message: expect.stringMatching(/^no-such-command could not be started: .*ENOENT/),
    });
  });

  test('is ended if it takes too long, and the error has its output', async () => {
    const script = 'process.stderr.write("still trying"); setInterval(() => {}, 1000)';
    const asked = runCommand(process.execPath, node(script), { timeout: 1500 });
    await expect(asked).rejects.toMatchObject({
      code: 'PSYRUN_SCHEDULER_NO_ANSWER',
      message: expect.stringContaining('within 1.5 s. Before, it said: still trying'),
    });
  });

  test('may have done its work if it is killed from outside', async () => {
    const asked = runCommand('sh', ['-c', 'kill -KILL $$'], { timeout: 20_000 });
    await expect(asked).rejects.toMatchObject({ code: 'PSYRUN_SCHEDULER_NO_ANSWER' });
  });
});
