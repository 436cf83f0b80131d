import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

const ajv = new Ajv2020({ strict: false, allErrors: true });

/** Parses a line of standard output, and expects that it is what the schema of a command says. */
export function validLine(schema: string, line: string): Record<string, unknown> {
  const value = JSON.parse(line) as Record<string, unknown>;
  const url = import.meta.resolve(`@psyrun/operations/schemas/${schema}.json`);
  const validate = ajv.compile(JSON.parse(readFileSync(new URL(url), 'utf8')) as object);
  expect({ schema, errors: validate(value) ? [] : validate.errors, line }).toEqual({
    schema,
    errors: [],
    line,
  });
  return value;
}

/** Parses standard output, of which each line is what the schema of a command says. */
export function validLines(schema: string, stdout: string): Record<string, unknown>[] {
  expect(stdout).toMatch(/^(?:\{.*\}\n)*$/);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => validLine(schema, line));
}
