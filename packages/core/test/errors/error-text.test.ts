import { expect, test } from '@jest/globals';
import { causeLines, errorText } from '../../src/index.ts';

const error = (message: string) => ({ name: 'Error', message });

test('the stack follows the message once', () => {
  const at = '    at f (a.js:1:1)';
  expect(errorText({ ...error('a'), stack: `Error: a\n${at}` })).toBe(`Error: a\n${at}`);
  expect(errorText({ ...error('a'), stack: at.replace('a.js', 'b.js').replace('at', 'in') })).toBe(
    `Error: a\n    in f (b.js:1:1)`,
  );
});

test('causes follow, with their codes and what was left out', () => {
  const inner = { ...error('c'), code: 'E_C', omitted: 'More.' };
  const errors = [{ ...error('b1'), cause: inner }, error('b2')];
  expect(
    causeLines({ ...error('a'), cause: { name: 'AggregateError', message: 'b', errors } }),
  ).toEqual([
    'Caused by: AggregateError: b',
    'Error 1 of 2: Error: b1',
    '  Caused by: Error: c [E_C]',
    '  More.',
    'Error 2 of 2: Error: b2',
  ]);
});

test('a code that the message tells is not repeated', () => {
  expect(causeLines({ ...error('a'), cause: { ...error('connect E1'), code: 'E1' } })).toEqual([
    'Caused by: Error: connect E1',
  ]);
});

test('the stacks of causes can be left out', () => {
  const cause = { ...error('b'), stack: 'Error: b\n    at f' };
  expect(causeLines({ ...error('a'), cause })).toEqual(['Caused by: Error: b', '    at f']);
  expect(causeLines({ ...error('a'), cause }, { stacks: false })).toEqual(['Caused by: Error: b']);
});

test('long messages are cut, with words', () => {
  expect(errorText(error('m'.repeat(100)), { longest: 10 })).toBe('Error: mmm… (107 characters)');
});
