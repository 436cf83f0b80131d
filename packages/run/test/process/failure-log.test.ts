import { expect, test } from '@jest/globals';
import { FailureLog } from '../../src/process/failure-log.ts';

const error = { name: 'Error', message: 'no room', reason: 'threw' as const };
const failed = { row: { x: 5 }, error, willRetry: false };
const PART = 'failed with these parameters:\n{"x":5}\nError: no room\n';

function logOf(count: number, most?: number): string[] {
  const written: string[] = [];
  const log = new FailureLog((text) => written.push(text), 'circle', most);
  for (let index = 0; index < count; index++) log.tell({ ...failed, index });
  return written;
}

test('each of few failures is told, with one write', () => {
  expect(logOf(2)).toEqual([`Row 0 ${PART}`, `Row 1 ${PART}`]);
});

test('a million failures do not fill the disk: the first are told, and where the others are', () => {
  const written = logOf(1e6);
  expect(written.join('').length).toBeLessThan(1.1e6);
  expect(written[0]).toBe(`Row 0 ${PART}`);
  expect(written.at(-1)).toMatch(/psy failures circle shows them\.\)\n$/);
});

test('a failure that fills the log is told as a whole', () => {
  expect(logOf(3, 10)).toEqual([
    `Row 0 ${PART}(Further failed rows are left out here: psy failures circle shows them.)\n`,
  ]);
});

test('a row that is tried again, with values that JSON lacks and half of a character', () => {
  let text = '';
  const log = new FailureLog((part) => (text += part), 'circle');
  const row = { n: 1n, x: NaN, s: '\ud800' };
  log.tell({ index: 7, row, error: { ...error, message: 'a\udc00' }, willRetry: true });
  expect(text).toBe(
    'Row 7 failed with these parameters:\n{"n":"1","x":"NaN","s":"\\ud800"}\nError: a\\udc00\nIt will be tried again.\n',
  );
});
