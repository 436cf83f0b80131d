import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { follow } from '../documents/follow.ts';
import { Shell } from '../documents/shell.ts';

let folder: string;
let shell: Shell;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-follow-'));
  shell = new Shell(folder, process.env);
});
afterEach(() => {
  shell.close();
  rmSync(folder, { recursive: true, maxRetries: 3 });
});

const type = (command: string, output?: string, exitCode = 0) =>
  follow({ kind: 'type', command, output, exitCode, line: 1 }, shell, folder);

test('commands share a folder, variables and written files', async () => {
  await follow({ kind: 'write', path: 'a/b.txt', content: 'hello\n', line: 1 }, shell, folder);
  await type("x='it''s'; cd a", '');
  await type('echo "$x"; cat b.txt; echo loud >&2', 'its\nhello\nloud');
  await type("cat <<'E'\n$x\nE", '$x');
});

test('another output is refused', async () => {
  await expect(type('echo 3', '2')).rejects.toThrow('is shown to print:\n2\nbut prints:\n3');
});

test('another exit code is refused, also that of an error of the shell', async () => {
  await type('(exit 3)', '', 3);
  await expect(type('(exit 3)')).rejects.toThrow('ended with 3, not 0');
  await expect(type('echo "', undefined)).rejects.toThrow('ended with');
  await type('echo goes on', 'goes on');
});
