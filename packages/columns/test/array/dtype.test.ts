import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { ARRAY_OF_DTYPE, promotedDtype, type Dtype } from '../../src/array/dtype.ts';

const SCRIPT = `
import json, sys, numpy
names = json.loads(sys.argv[1])
print(json.dumps([[str(numpy.promote_types(a, b)) for b in names] for a in names]))
`;

test('two types of numbers have the common type that NumPy gives them', () => {
  const names = Object.keys(ARRAY_OF_DTYPE) as Dtype[];
  const expected: unknown = JSON.parse(
    execFileSync('/usr/bin/python3', ['-c', SCRIPT, JSON.stringify(names)], { encoding: 'utf8' }),
  );
  expect(names.map((a) => names.map((b) => promotedDtype(a, b)))).toEqual(expected);
});
