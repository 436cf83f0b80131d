import { expect, test } from '@jest/globals';
import { readTags, taggedComment } from '../../src/submit/job-tags.ts';

test('a comment has the tag behind the comment of the user', () => {
  expect(taggedComment(undefined, 'f00d', 0)).toBe('psyrun:f00d');
  expect(taggedComment('a|b', 'f00d', 2000)).toBe('a|b psyrun:f00d+2000');
});

test('finds each job once, whatever the comment of the user, and no others', () => {
  const lines = [
    `12|${taggedComment('a|b psyrun:beef', 'f00d', 0)}`,
    `12|${taggedComment('a|b psyrun:beef', 'f00d', 0)}`,
    `13|${taggedComment(undefined, 'f00d', 1000)}`,
    '14|psyrun:cafe',
    '15|psyrun:f00d and more',
    '16|(null)',
    '17|xpsyrun:f00d',
  ];
  const found = readTags(lines.join('\n'), ['f00d', 'none']);
  expect([...found]).toEqual([
    [
      'f00d',
      [
        { job: '12', offset: 0 },
        { job: '13', offset: 1000 },
      ],
    ],
  ]);
});
