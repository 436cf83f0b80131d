import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { expect, test } from '@jest/globals';
import { hasEnded, isSameProcess, isThisProcess, thisProcess } from '../src/process-identity.ts';
import type { Owner } from '../src/process-identity.ts';

test('this process is running, and a later one with the same number is another process', () => {
  const own = thisProcess();
  expect(hasEnded(own)).toBe(false);
  expect(hasEnded({ ...own, started: '1' })).toBe(process.platform === 'linux');
});

const gone = { ...thisProcess(), pid: 2 ** 30 };
const before = { ...thisProcess(), boot: 'former' };
const isKnownMachine = before.machine !== undefined && before.namespace === 'pid:[4026531836]';

test.each<[string, Owner, boolean]>([
  ['on this machine', gone, true],
  ['on this machine, which had another name', { ...gone, host: 'former' }, true],
  ['on another machine', { ...gone, host: 'elsewhere', boot: 'other' }, false],
  ['on another machine of the same name', { ...gone, boot: 'other', machine: 'other' }, false],
  ['in another container of the same name', { ...gone, namespace: 'pid:[1]' }, false],
  ['before this machine was started again', before, isKnownMachine],
  ['in another boot, under another name', { ...before, host: 'former' }, false],
  ['in another boot of a machine that is not known', { ...before, machine: 'm' }, false],
  ['in a container of the same image and name', { ...before, namespace: 'pid:[1]' }, false],
  ['of an earlier version here', { host: hostname(), pid: 2 ** 30, started: '1' }, true],
  ['of an earlier version elsewhere', { host: 'elsewhere', pid: 2 ** 30, started: '1' }, false],
])('whether a process %s has certainly ended', (_, owner, ended) => {
  expect(hasEnded(owner)).toBe(ended);
});

test.each<[string, Partial<Owner>, boolean]>([
  ['this one', {}, true],
  ['one without a start time', { started: null }, false],
  ['one that started at another time', { started: '1' }, false],
  ['all of the user', { pid: -1 }, false],
  ['the group of this one', { pid: 0 }, false],
  ['a group', { pid: -process.pid }, false],
  ['the first one of the system', { pid: 1 }, false],
  ['none', { pid: process.pid + 0.5 }, false],
  ['none, as its number is too large', { pid: process.pid + 2 ** 32 }, false],
  ['none, as its number is not one', { pid: NaN }, false],
  ['one in another container', { namespace: 'pid:[1]' }, false],
  ['one of another boot', { boot: 'other' }, false],
])('whether a signal may be sent to a process: %s', (_, difference, may) => {
  const owner = { ...thisProcess(), ...difference };
  expect(isSameProcess(owner)).toBe(may);
  expect(isThisProcess(owner)).toBe(may);
});

test('a zombie process has ended', async () => {
  // The sleep replaces the shell, so it inherits the child of the shell and never waits for it.
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
