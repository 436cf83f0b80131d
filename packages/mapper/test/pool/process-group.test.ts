import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { endGroup, type GroupLeader } from '../../src/pool/process-group.ts';

/** A process of somebody else, which leads a group. */
let innocent: ChildProcess;
beforeAll(async () => {
  innocent = spawn('sleep', ['60'], { detached: true });
  await once(innocent, 'spawn');
});
afterAll(() => void innocent.kill('SIGKILL'));

test.each<[string, () => Partial<GroupLeader>]>([
  ['every process', () => ({ pid: -1 })],
  ['its own group', () => ({ pid: 0 })],
  ['the first process', () => ({ pid: 1 })],
  ['a group by a negative number', () => ({ pid: -innocent.pid! })],
  ['a fraction of a process', () => ({ pid: innocent.pid! + 0.5 })],
  ['a process that could not be started', () => ({ pid: undefined })],
  [
    'a process that got the number of a child which has exited',
    () => ({ pid: innocent.pid!, exitCode: 0 }),
  ],
  [
    'a process that got the number of a child which was killed',
    () => ({ pid: innocent.pid!, signalCode: 'SIGKILL' }),
  ],
])('no signal is sent to %s', (_, difference) => {
  const kill = jest.spyOn(process, 'kill');
  try {
    endGroup({ pid: undefined, exitCode: null, signalCode: null, ...difference() });
    const signals = kill.mock.calls.filter(([, signal]) => signal !== 0);
    expect(signals).toEqual([]);
  } finally {
    kill.mockRestore();
  }
});

test('a group ends with its leader, and the rest of a group after it', async () => {
  const leader = spawn('/bin/sh', ['-c', 'sleep 60 & echo $!; read line'], { detached: true });
  const [line] = (await once(leader.stdout, 'data')) as [Buffer];
  leader.stdin.end('\n');
  await once(leader, 'exit');
  const member = Number(line);
  expect(process.kill(member, 0)).toBe(true);
  endGroup(leader);
  const closed = once(leader, 'close'); // The member has its pipes open until it ends.
  await closed;

  const running = spawn('sleep', ['60'], { detached: true });
  await once(running, 'spawn');
  endGroup(running);
  expect(await once(running, 'exit')).toEqual([null, 'SIGKILL']);
  endGroup(running); // Nothing is left of it.
});
