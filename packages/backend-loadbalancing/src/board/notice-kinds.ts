import * as v from 'valibot';
import type { DocumentKind } from '@psyrun/files/documents';
import { isRanges, type Range } from '@psyrun/pspace/internal';
import type { ClaimNotice, DoneNotice, ReturnNotice } from './notices.ts';

const POSITION = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const CLAIMS = v.array(v.string());

/** The content of a claim. */
export const CLAIM_NOTICE = noticeOf<ClaimNotice>(
  'claim',
  v.pipe(
    v.strictObject({ start: POSITION, stop: POSITION, worker: v.string() }),
    v.check(({ start, stop }) => start < stop, 'expected rows from start to before stop'),
  ),
);

/** The notice of a worker that has recorded all its rows. */
export const DONE_NOTICE = noticeOf<DoneNotice>('done', v.strictObject({ claims: CLAIMS }));

/** The notice about a worker that has not recorded all its rows. */
export const RETURN_NOTICE = noticeOf<ReturnNotice>(
  'return',
  v.strictObject({
    claims: CLAIMS,
    rows: v.custom<readonly Range[]>(isRanges, 'expected ascending ranges of rows'),
  }),
);

/** The content of a lease: the process of the worker. Only its machine can interpret it. */
export const LEASE_NOTICE = noticeOf<object>('lease', v.looseObject({}));

function noticeOf<T extends object>(
  name: string,
  schema: DocumentKind<T>['schema'],
): DocumentKind<T> {
  return {
    name,
    version: 2,
    schema,
    first: { numbered: false, schema },
    remedy: 'Recorded rows are safe. psy run -c makes a new queue of the remaining rows.',
  };
}
