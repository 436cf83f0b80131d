import { describe, expect, test } from '@jest/globals';
import { ERROR_CODES, isPsyrunError, PsyrunError } from '../../src/index.ts';

describe('a PsyrunError', () => {
  test('has a message, a code and a name', () => {
    const error = new PsyrunError('PSYRUN_VALUE', 'It is wrong.');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'PsyrunError', code: 'PSYRUN_VALUE', fields: {} });
    expect(error.message).toBe('It is wrong.');
    expect('cause' in error).toBe(false);
    expect(error.hint).toBeUndefined();
  });

  test('ends its message with the hint', () => {
    const error = new PsyrunError('PSYRUN_VALUE', 'It is wrong.', { hint: 'Correct it.' });
    expect(error.message).toBe('It is wrong. Correct it.');
    expect(error.hint).toBe('Correct it.');
  });

  test('keeps its fields and its cause', () => {
    const cause = new Error('first');
    const error = new PsyrunError('MINE_CODE', 'It is wrong.', { cause, fields: { file: 'a' } });
    expect(error.cause).toBe(cause);
    expect(error.fields).toEqual({ file: 'a' });
  });
});

describe('isPsyrunError', () => {
  const error = new PsyrunError('PSYRUN_VALUE', 'It is wrong.');

  test('is true for an error of any code, or of the given one', () => {
    expect(isPsyrunError(error)).toBe(true);
    expect(isPsyrunError(error, 'PSYRUN_VALUE')).toBe(true);
    expect(isPsyrunError(error, 'PSYRUN_ARGUMENT')).toBe(false);
  });

  test('is true for an error of another copy of this package', () => {
    const foreign = Object.assign(new Error('It is wrong.'), { name: 'PsyrunError', code: 'A_B' });
    expect(isPsyrunError(foreign, 'A_B')).toBe(true);
  });

  test.each<[string, unknown]>([
    ['an error of another name', Object.assign(new Error('no'), { code: 'PSYRUN_VALUE' })],
    ['an error without a code', Object.assign(new Error('no'), { name: 'PsyrunError' })],
    ['a code that is a number', Object.assign(new Error('no'), { name: 'PsyrunError', code: 1 })],
    ['an object that is no error', { name: 'PsyrunError', code: 'PSYRUN_VALUE', message: 'no' }],
    ['a string', 'PsyrunError'],
    ['undefined', undefined],
  ])('is false for %s', (_name, value) => {
    expect(isPsyrunError(value)).toBe(false);
  });
});

test.each(Object.entries(ERROR_CODES))('%s has a sentence that says what it means', (_, text) => {
  expect(text).toMatch(/^[A-Z].+\.$/);
});
