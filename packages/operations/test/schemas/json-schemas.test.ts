import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { jsonSchemas, SCHEMA_FOLDER } from './json-schemas.ts';

const names = [...jsonSchemas().keys()];

test('there is a published schema for each result, and no other', () => {
  expect(readdirSync(SCHEMA_FOLDER).sort()).toEqual(names.map((name) => `${name}.json`).sort());
});

test.each(names)('the schema of psy %s is what the types say: else use npm run schemas', (name) => {
  const published = readFileSync(new URL(`${name}.json`, SCHEMA_FOLDER), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(jsonSchemas().get(name)!));
});
