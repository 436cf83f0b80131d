import { expect, test } from '@jest/globals';
import { formatError } from '../../src/index.ts';

test('names the file, the format, the reason and the cause', () => {
  const cause = new RangeError('Offset is outside of the bounds.');
  const error = formatError('r.npz', 'npz', cause.message, cause);
  expect(error.message).toMatch(
    /^r.npz cannot be read as npz: Offset is outside of the bounds\. [A-Z]/,
  );
  expect(error.code).toBe('PSYRUN_FILE_FORMAT');
  expect(error.fields).toEqual({ file: 'r.npz' });
  expect(error.cause).toBe(cause);
});
