import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from './fixtures/project.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const COMPLETE = `
import pickle
result = pickle.load(open('psy-work/circle/result.pkl', 'rb'))
rows = list(zip(result['radius'], result['trial'], result['aFrac']))
assert [round(99 * radius) for radius, _, _ in rows] == [i // 50 for i in range(5000)]
assert [trial for _, trial, _ in rows] == [i % 50 for i in range(5000)]
assert all(0 <= fraction <= 1 for _, _, fraction in rows)
assert all(fraction == 0 for radius, _, fraction in rows if radius == 0)
print(len(rows))
`;

test('psy run circle gives a result of 5,000 complete rows that Python can read', () => {
  const example = fileURLToPath(new URL('../../../examples/circle/psy-tasks', import.meta.url));
  cpSync(example, project.path('psy-tasks'), { recursive: true });
  const { status, stderr } = project.psy('run', 'circle');
  expect([status, stderr]).toEqual([0, expect.stringContaining('(5000 rows, complete)')]);
  expect(project.python(COMPLETE)).toBe('5000');
});
