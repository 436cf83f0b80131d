import { expect, test } from '@jest/globals';
import { systemErrorText } from '../../src/errors/system-error.ts';

const error = (code: string) =>
  Object.assign(new Error(`${code}: failed, open 'a'`), { code, errno: -5 });

test.each(['EIO', 'ENOSPC', 'EDQUOT', 'ESTALE'])(
  '%s: what to do follows what went wrong',
  (code) => {
    const text = systemErrorText(error(code));
    expect(text).toMatch(`${code}: failed, open 'a'. `);
    expect(text).toContain('what was recorded is safe: the same command does the rest.'.slice(1));
  },
);

test('an error without advice is told as it is', () => {
  expect(systemErrorText(error('EXDEV'))).toBe("EXDEV: failed, open 'a'.");
});
