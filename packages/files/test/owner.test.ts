import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { expect, test } from '@jest/globals';
import { hasEnded, thisProcess } from '../src/owner.ts';

test('this process runs, and a later one of its number would be another', () => {
  const own = thisProcess();
  expect(hasEnded(own)).toBe(false);
  expect(hasEnded({ ...own, started: '1' })).toBe(process.platform === 'linux');
});

test('of a process on another host nothing is known', () => {
  expect(hasEnded({ ...thisProcess(), host: 'elsewhere', pid: 2 ** 30 })).toBe(false);
});

test('a process has ended, although nobody has asked what became of it', async () => {
  // The sleep in the place of the shell asks nothing of the child that the shell has left to it.
  const parent = spawn('/bin/sh', ['-c', 'sleep 1 & echo $!; exec sleep 60']);
  try {
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const zombie = { host: hostname(), pid: Number(line), started: null };
    for (let i = 0; i < 100 && !hasEnded(zombie); i++) await new Promise((r) => setTimeout(r, 50));
    expect(() => process.kill(zombie.pid, 0)).not.toThrow();
    expect(hasEnded(zombie)).toBe(true);
  } finally {
    parent.kill();
  }
});
