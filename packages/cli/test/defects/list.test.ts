import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const page = new URL('../../../../docs/differences-from-python-psyrun.md', import.meta.url);
const rows = readFileSync(page, 'utf8')
  .split('\n')
  .filter((line) => /^\| B\d\d /.test(line))
  .map((line) => ({ number: line.slice(2, 5), tests: line.split('|').at(-2)! }));

describe('the list of defects', () => {
  test('has all 80 defects', () => {
    expect(rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 80 }, (_, i) => `B${String(i + 1).padStart(2, '0')}`),
    );
  });

  test.each(rows)('$number names existing tests', ({ tests }) => {
    for (const [, path, title = ''] of tests.matchAll(/\]\((.+?)\)(?:: “(.+?)”)?/g)) {
      const file = new URL(path!, page);
      expect([path, existsSync(file)]).toEqual([path, true]);
      expect(readFileSync(file, 'utf8')).toContain(title);
    }
  });
});
