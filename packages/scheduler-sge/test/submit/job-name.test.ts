import { expect, test } from '@jest/globals';
import { nameWithTag, tagInName } from '../../src/submit/job-name.ts';

test.each([
  ['circle:process', 'circle.process~f00d'],
  ['2d:ünï code', 'j2d..n..code~f00d'],
  ['a~b', 'a.b~f00d'],
])('%s has the tag in its name', (name, expected) => {
  expect(nameWithTag(name, 'f00d')).toBe(expected);
  expect(tagInName(expected)).toBe('f00d');
});

test('a job of somebody else has no tag', () => {
  expect(tagInName('circle.process')).toBeUndefined();
});
