import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openJournal } from '../../src/open-journal.ts';
import { failed, recordsOf, temporaryFolder } from '../records.ts';

const folder = temporaryFolder();
/** Long strings are encoded by other code of the MessagePack library than short ones. */
const HALF = `${'m'.repeat(500)}${'😀'.slice(0, 1)}`;

test('an error is read back as it was, with half characters, causes and errors', async () => {
  const cause = { name: HALF, message: `a${HALF}b`, code: HALF, stack: `${HALF}\n at x` };
  const error = {
    ...{ name: 'E', message: HALF, reason: 'threw' as const, host: 'n1' },
    ...{ cause: { ...cause, cause }, errors: [cause, { name: 'E', message: 'whole 😀' }] },
    omitted: 'More.',
  } as const;
  const journal = await openJournal(join(folder, 'a.journal'), {});
  journal.append({ ...failed(1), error: { ...error, errors: [...error.errors] } });
  await journal.close();
  expect(await recordsOf(journal.file)).toEqual([{ ...failed(1), error }]);
});
