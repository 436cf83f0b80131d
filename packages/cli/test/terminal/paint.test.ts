import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { paintFor } from '../../src/terminal/paint.ts';

// Node takes a CI for a terminal of its own kind.
const names = [
  'CI',
  'FORCE_COLOR',
  'NO_COLOR',
  'NODE_DISABLE_COLORS',
  'TERM',
  'COLORTERM',
] as const;
const before = names.map((name) => [name, process.env[name]] as const);
beforeEach(() => {
  for (const name of names) delete process.env[name];
  process.env['TERM'] = 'xterm-256color';
});
afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const terminal = paintFor({ isTTY: true });
const pipe = paintFor({ isTTY: false });

test('a terminal gets colours, a pipe does not', () => {
  expect(terminal('a', 'good')).toBe('\x1b[32ma\x1b[39m');
  expect(terminal('a', 'doubtful')).toBe('\x1b[33ma\x1b[39m');
  expect(terminal('a', 'bad')).toBe('\x1b[31ma\x1b[39m');
  expect(pipe('a', 'bad')).toBe('a');
});

test.each([
  ['NO_COLOR', '1'],
  ['TERM', 'dumb'],
  ['FORCE_COLOR', '0'],
])('%s=%s switches colours off', (name, value) => {
  process.env[name] = value;
  expect(terminal('a', 'bad')).toBe('a');
});

test('FORCE_COLOR switches them on for a pipe', () => {
  process.env['FORCE_COLOR'] = '1';
  expect(pipe('a', 'bad')).toBe('\x1b[31ma\x1b[39m');
});
