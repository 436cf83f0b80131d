import { expect, test } from '@jest/globals';
import { param } from '@psyrun/pspace';
import { readSettings } from '../../src/settings/read-settings.ts';

const file = '/tasks/task_t.ts';
const execute = () => ({});

test('named exports and a default export give the same settings', () => {
  const settings = { pspace: param({ x: [1] }), execute, maxJobs: 3 };
  expect(readSettings(file, settings)).toEqual(settings);
  expect(readSettings(file, { default: settings })).toEqual(settings);
});

test('retries are a number, or numbers by the class of the failure', () => {
  for (const retries of [2, {}, { timeout: 1, outOfMemory: 4, exception: 0 }]) {
    expect(readSettings(file, { execute, retries })).toEqual({ execute, retries });
  }
});

test('other named exports are ignored', () => {
  const others = { POINTS: 100, steps: () => 1, toString: () => 't' };
  expect(readSettings(file, { execute, ...others })).toEqual({ execute });
});

test.each([
  [
    'in defineTask',
    { default: { execute, pspase: 1 } },
    'there is no setting pspase. Did you mean pspace?',
  ],
  [
    'in the spelling of Python',
    { execute, min_items: 3 },
    'there is no setting min_items. Did you mean minItems?',
  ],
  [
    'a member of every object',
    { default: { execute, toString: String } },
    'there is no setting toString.',
  ],
  ['unlike any', { default: { execute, colour: 1 } }, 'The settings are name, pspace,'],
])('an unknown setting is refused: %s', (_name, module, message) => {
  expect(() => readSettings(file, module)).toThrow(message);
  expect(() => readSettings(file, module)).toThrow(
    expect.objectContaining({ code: 'PSYRUN_TASK_INVALID' }),
  );
});

test.each<[string, unknown, string]>([
  ['maxJobs', 0, 'maxJobs is 0, expected an integer of at least 1'],
  ['minItems', 1.5, 'minItems is 1.5'],
  ['poolSize', '4', 'poolSize is "4"'],
  ['retries', { timeout: -1 }, 'expected an integer of at least 0, or such integers by the class'],
  ['retries', { preempted: 2 }, 'exception, refused, timeout, outOfMemory, signal, unknown'],
  ['retries', [1], 'retries is a list of 1'],
  ['pspace', [1, 2], 'pspace is a list of 2, expected a parameter space'],
  ['pspace', { x: [1] }, 'pspace is an object of class Object'],
  ['execute', 'f', 'execute is "f", expected a function'],
  ['setup', {}, 'setup is an object of class Object, expected a function'],
  ['store', 5, 'expected the suffix of a store or an object'],
  ['scheduler', execute, 'scheduler is a function'],
  [
    'name',
    'a/b',
    'expected a string of whole characters without slashes, colons and control characters',
  ],
  [
    'name',
    '../..',
    'expected a string of whole characters without slashes, colons and control characters',
  ],
  ['excludeFromResult', 'x', 'expected a list of strings'],
  ['name', 'half\ud83d', 'name is "half\\ud83d", expected a string of whole characters'],
  ['resultfile', 'half\ud83d.pkl', 'expected a string of whole characters that is not empty'],
  ['workdir', '\ude00', 'expected a string of whole characters that is not empty'],
  ['reuse', 'circle', 'expected a list of names of tasks'],
  ['reuse', [{ code: 'abcdef01' }], 'expected a list of names of tasks'],
  ['reuse', [{ from: 'a', code: 'abc' }], 'at least 8 digits'],
  ['reuse', [{ from: 'a', rows: 3 }], 'expected a list of names of tasks'],
  ['fileDep', ['a', '\ud83d'], 'expected a list of strings of whole characters'],
  ['excludeFromResult', ['\ud83d'], 'expected a list of strings of whole characters'],
  ['overwriteDirty', 1, 'expected true or false'],
  ['schedulerArgs', null, 'expected an object of arguments by name'],
])('%s = %p is refused with the reason', (key, value, message) => {
  expect(() => readSettings(file, { [key]: value })).toThrow(message);
  expect(() => readSettings(file, { [key]: value })).toThrow(file);
});
