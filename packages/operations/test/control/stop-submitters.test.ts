import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { thisProcess, type Owner } from '@psyrun/files';
import { stopSubmitters } from '../../src/control/stop-submitters.ts';

let child: ChildProcess;
beforeEach(async () => {
  child = spawn('sleep', ['60']);
  await once(child, 'spawn');
});
afterEach(() => void child.kill('SIGKILL'));

const task = { name: 't' };

/** Returns the start time of a process as Linux tells it. */
function startOf(pid: number): string {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[19]!;
}

test.each<[string, Partial<Owner>, string]>([
  ['without a start time', { started: null }, 'It is not certain that it is the process'],
  ['in another container', { namespace: 'pid:[1]' }, 'psy kill --presume-dead t'],
  ['of another boot', { boot: 'other', machine: 'other' }, 'psy kill --presume-dead t'],
  ['of this number', { pid: process.pid }, 'abort the signal'],
])('a process %s is not sent a signal', async (_, difference, hint) => {
  const kill = jest.spyOn(process, 'kill');
  const owner = { ...thisProcess(), started: startOf(child.pid!), pid: child.pid!, ...difference };
  const own = difference.pid === process.pid ? thisProcess() : owner;
  await expect(stopSubmitters(task, [own])).rejects.toMatchObject({
    code: 'PSYRUN_RUN_ACTIVE',
    message: expect.stringContaining(hint),
  });
  expect(kill.mock.calls.filter(([, signal]) => signal !== 0)).toEqual([]);
  kill.mockRestore();
});

test.each<[string, () => Partial<Owner>]>([
  ['of which another process has the number', () => ({ pid: child.pid!, started: '1' })],
  ['with the number of every process', () => ({ pid: -1 })],
  ['with the number of the own group', () => ({ pid: 0 })],
  ['with the number of a group', () => ({ pid: -child.pid! })],
  ['with a fraction as its number', () => ({ pid: child.pid! + 0.5 })],
])('nobody waits for a process %s, and no signal is sent', async (_, difference) => {
  const kill = jest.spyOn(process, 'kill');
  await stopSubmitters(task, [{ ...thisProcess(), ...difference() }]);
  expect(kill.mock.calls.filter(([, signal]) => signal !== 0)).toEqual([]);
  kill.mockRestore();
});

test('a proven process is ended once, whatever else has its number', async () => {
  const owner = { ...thisProcess(), pid: child.pid!, started: startOf(child.pid!) };
  const ended = once(child, 'exit');
  await stopSubmitters(task, [owner, { ...owner, started: '1' }, owner]);
  expect(await ended).toEqual([null, 'SIGTERM']);
});
