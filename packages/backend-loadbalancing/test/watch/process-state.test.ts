import { expect, test } from '@jest/globals';
import { thisProcess } from '@psyrun/files';
import { processState } from '../../src/watch/process-state.ts';

test.each([
  ['runs', thisProcess()],
  ['ended', { ...thisProcess(), started: '1' }],
  ['unknown', { ...thisProcess(), namespace: 'pid:[1]' }],
  ['unknown', { ...thisProcess(), pid: -1 }],
  ['unknown', {}],
])('it is %s that the process of a lease runs', (state, owner) => {
  expect(processState(owner)).toBe(state);
});
