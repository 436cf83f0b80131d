/** Writes the published schemas: `npm run schemas`. The difference is for the reviewer. */
import { writeFileSync } from 'node:fs';
import { jsonSchemas, SCHEMA_FOLDER } from './json-schemas.ts';

for (const [name, text] of jsonSchemas())
  writeFileSync(new URL(`${name}.json`, SCHEMA_FOLDER), text);
