import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import * as psyrun from '../src/index.ts';

test('the example of the README is written with what is exported', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, names] = /import \{ (.+) \} from 'psyrun';/.exec(readme)!;
  for (const name of names!.split(', ')) expect(psyrun).toHaveProperty(name);
});

test('what is exported stays exported', () => {
  expect(Object.keys(psyrun).sort()).toMatchSnapshot();
});
