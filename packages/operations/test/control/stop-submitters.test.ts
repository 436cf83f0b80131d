import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { thisProcess, type Owner } from '@psyrun/files';
import { stopSubmitters } from '../../src/control/stop-submitters.ts';

test.each<[string, Partial<Owner>]>([
  ['without a start time', { started: null }],
  ['of another start time', { started: '1' }],
  ['of another container', { namespace: 'pid:[1]' }],
])('a process %s is not sent a signal', async (_, difference) => {
  const innocent = spawn('sleep', ['60']);
  await once(innocent, 'spawn');
  const by = { ...thisProcess(), pid: innocent.pid!, ...difference };
  const entry = { id: '1', name: 't:process', scheduler: 'immediate', by, time: '' };
  await expect(stopSubmitters({ name: 't' }, [entry])).rejects.toMatchObject({
    code: 'PSYRUN_RUN_ACTIVE',
    message: expect.stringContaining('It is not certain that it is the process'),
  });
  expect([innocent.exitCode, innocent.signalCode]).toEqual([null, null]);
  innocent.kill();
});
