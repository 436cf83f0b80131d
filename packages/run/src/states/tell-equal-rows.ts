import type { CreateJobOptions, ParameterSpace } from '@psyrun/core';
import { asSpace } from '@psyrun/pspace';

/** Most rows of a space that are compared: more of them would delay the run. */
const MOST = 100_000;

/** Reports how many rows of a space have the values of an earlier row. */
export function tellEqualRows(
  pspace: ParameterSpace,
  onNote: CreateJobOptions['onNote'] = () => undefined,
): void {
  if (pspace.length > MOST) return;
  const equal = pspace.length - asSpace(pspace).distinct().length;
  if (equal === 0) return;
  onNote(
    `${equal} of ${pspace.length} rows have the same parameters as an earlier row. Each is evaluated. ` +
      'To evaluate equal rows once, write pspace.distinct().',
  );
}
