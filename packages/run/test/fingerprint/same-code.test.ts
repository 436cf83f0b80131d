import { expect, test } from '@jest/globals';
import { isSameCode } from '../../src/fingerprint/same-code.ts';

const rest = { space: 's', settings: { excludeFromResult: [] as string[] } };
const files = { 'task_circle.ts': 'd1', 'model.ts': 'd2' };

test('the name of the task file and the space do not count', () => {
  const other = { 'task_disk.ts': 'd1', 'model.ts': 'd2' };
  expect(isSameCode({ ...rest, files }, { ...rest, files: other, space: 'x' })).toBe(true);
});

test.each<[string, object]>([
  ['another task file', { files: { ...files, 'task_circle.ts': 'x' } }],
  ['another module', { files: { ...files, 'model.ts': 'x' } }],
  ['a module more', { files: { ...files, 'more.ts': 'x' } }],
  ['a module less', { files: { 'task_circle.ts': 'd1' } }],
  ['another program', { settings: { ...rest.settings, program: ['python3'] } }],
])('%s is other code', (_name, change) => {
  expect(isSameCode({ ...rest, files }, { ...rest, files, ...change })).toBe(false);
});

test('rows that lack a result are not those of a task that has it', () => {
  const excluding = { ...rest, files, settings: { excludeFromResult: ['y'] } };
  expect(isSameCode(excluding, { ...rest, files })).toBe(false);
  expect(isSameCode({ ...rest, files }, excluding)).toBe(true);
});
