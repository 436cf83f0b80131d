import { expect, test } from '@jest/globals';
import { logHeader } from '../../src/worker/log-header.ts';

test('a log has the header of the Python original', () => {
  const rule = '-'.repeat(70);
  expect(logHeader(new Date('2026-11-21T20:43:07Z'))).toBe(
    `\n${rule}\nJob started (Sat, 21 Nov 2026 20:43:07, UTC)\n${rule}\n`,
  );
});
