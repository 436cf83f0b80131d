import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { canonicalRow } from '@psyrun/core';
import { thaw } from '@psyrun/pspace';
import { PYTHONS } from './pythons.ts';

interface Described {
  readonly frozen: Parameters<typeof thaw>[0];
  readonly keys: readonly string[];
  readonly rows: readonly (readonly [string, unknown])[][];
}

const script = fileURLToPath(new URL('./fixtures/random_spaces.py', import.meta.url));
const module = fileURLToPath(new URL('../python', import.meta.url));

/** Returns a row of frozen values as a row: that of a space of this one row. */
function rowOf(frozen: readonly (readonly [string, unknown])[]) {
  const axes = frozen.map(([key, value]) => [key, { list: [value] }]);
  const space = { format: 'psyrun-space', version: 1, space: { op: 'param', axes } };
  return thaw(space).at(0);
}

describe.each(PYTHONS)('spaces that Python $version describes', ({ python }) => {
  test('have the rows that Python makes of them', () => {
    const printed = execFileSync(python, [script, '7', '300'], {
      env: { ...process.env, PYTHONPATH: module, PYTHONDONTWRITEBYTECODE: '1' },
      maxBuffer: 2 ** 28,
      encoding: 'utf8',
    });
    const spaces = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Described);
    expect(spaces).toHaveLength(300);
    for (const { frozen, keys, rows } of spaces) {
      const space = thaw(frozen);
      expect(space.length).toBe(rows.length);
      expect(space.keys).toEqual(keys);
      const found = Array.from(rows, (_, i) => canonicalRow(space.at(i)));
      expect(found).toEqual(rows.map((row) => canonicalRow(row.length ? rowOf(row) : {})));
    }
  });

  test('say the same about former rows', () => {
    const source = `
import json, math
from psyrun import Param
from psyrun_task.freeze import frozen_space
angles = Param(a=[0, math.pi]).converted('a', ('deg', 'rad'), math.radians, math.degrees)
space = Param(beta=[1], s=['x']).was(s=2.5).renamed(rate='beta').dropped(v=[1, None]) * angles
print(json.dumps(frozen_space(space)))`;
    const printed = execFileSync(python, ['-c', source], {
      env: { ...process.env, PYTHONPATH: module, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    });
    expect(thaw(JSON.parse(printed)).former).toEqual({
      was: { s: 2.5 },
      renamed: { rate: 'beta' },
      dropped: { v: [1, null] },
      converted: {
        a: {
          from: 'deg',
          to: 'rad',
          former: Float64Array.of(0, 180),
          present: Float64Array.of(0, Math.PI),
        },
      },
    });
  });
});
