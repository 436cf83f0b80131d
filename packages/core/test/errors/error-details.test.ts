import { describe, expect, test } from '@jest/globals';
import { cutText, errorDetails } from '../../src/index.ts';

const noStack = ({ stack: _, ...details }: ReturnType<typeof errorDetails>) => details;

describe('the causes of an error', () => {
  test('are kept with their codes', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const { message, stack, cause } = errorDetails(new TypeError('failed', { cause: refused }));
    expect(message).toBe('failed');
    expect(stack).toContain('TypeError: failed');
    expect(cause).toMatchObject({ name: 'Error', message: 'connect', code: 'ECONNREFUSED' });
  });

  test('may be no errors', () => {
    expect(errorDetails(new Error('a', { cause: 'b' })).cause).toEqual({
      name: 'Error',
      message: 'b',
    });
    expect('cause' in errorDetails(new Error('a', { cause: undefined }))).toBe(false);
  });

  test('and the errors of an AggregateError are kept at every depth', () => {
    const inner = new AggregateError([new Error('b'), new Error('c', { cause: 'd' })], 'a');
    const { cause } = errorDetails(new Error('top', { cause: inner }));
    expect(cause?.errors?.map(({ message }) => message)).toEqual(['b', 'c']);
    expect(cause?.errors?.[1]?.cause?.message).toBe('d');
  });

  test('are said to be circular', () => {
    const error = new Error('a');
    error.cause = new Error('b', { cause: error });
    const { cause, omitted } = errorDetails(error);
    expect(noStack(cause!)).toEqual({
      name: 'Error',
      message: 'b',
      omitted: 'The causes are circular: they lead back to this error.',
    });
    expect(omitted).toBeUndefined();
  });

  test('are bounded in depth, and words say so', () => {
    let error = new Error('0');
    for (let i = 1; i < 30; i++) error = new Error(String(i), { cause: error });
    let details = errorDetails(error);
    let depth = 1;
    for (; details.cause; depth++) details = details.cause;
    expect(depth).toBe(10);
    expect(details.omitted).toBe('Causes deeper than 10 are not recorded.');
  });

  test('are bounded in width, and words say so', () => {
    const many = (inner: (i: number) => unknown) =>
      new AggregateError(Array.from({ length: 30 }, (_, i) => inner(i)));
    const { errors, omitted } = errorDetails(many(String));
    expect(errors).toHaveLength(10);
    expect(omitted).toBe('20 more errors are not recorded.');
    let count = 0;
    const total = (details: ReturnType<typeof errorDetails>): void => {
      count++;
      details.errors?.forEach(total);
    };
    total(errorDetails(many(() => many(() => many(String)))));
    expect(count).toBe(100);
  });
});

describe('a thrown value of any kind', () => {
  const fail = (): never => {
    throw new Error('no');
  };
  test.each<[string, unknown, string, string]>([
    ['undefined', undefined, 'Error', 'undefined'],
    ['without words', Object.create(null), 'Error', 'A value without words.'],
    [
      'whose message throws',
      Object.defineProperty(new Error('x'), 'message', { get: fail }),
      'Error',
      'The message cannot be read.',
    ],
    [
      'whose name has no text',
      Object.assign(new Error('x'), { name: { toString: fail } }),
      'Error',
      'x',
    ],
    [
      'a Proxy with throwing traps',
      new Proxy({}, { get: fail, getPrototypeOf: fail }),
      'Error',
      'A value without words.',
    ],
    ['with half of a character', new Error('\ud83d'), 'Error', '\ud83d'],
  ])('%s', (_, thrown, name, message) => {
    expect(errorDetails(thrown)).toMatchObject({ name, message });
  });

  test('is shown by the caller, whose function may throw', () => {
    expect(errorDetails(1, (value) => `<${String(value)}>`).message).toBe('<1>');
    expect(errorDetails(1, fail).message).toBe('A value without words.');
  });
});

test('a long message is kept once, whole, and a short one also in the stack', () => {
  const long = errorDetails(new Error('m'.repeat(5000)));
  expect(long.message).toHaveLength(5000);
  expect(long.stack).not.toContain('mmm');
  expect(long.stack).toMatch(/^ +at /);
  expect(errorDetails(new Error('short')).stack).toContain('Error: short');
});

test('the characters of all messages are bounded, and words say so', () => {
  const huge = 'm'.repeat(2 ** 24 + 1);
  const { errors } = errorDetails(new AggregateError([huge, huge, huge], ''));
  expect(errors![0]!.message).toHaveLength(huge.length);
  expect(errors![1]!.message).toMatch(/m… \(16777217 characters\)$/);
  expect(errors![2]!.message).toBe('… (16777217 characters)');
});

test('a short text is not cut', () => {
  expect(cutText('abc', 3)).toBe('abc');
  expect(cutText('abcd', 3)).toBe('abc… (4 characters)');
});
