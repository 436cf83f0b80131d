/** Measures the footprint of each package and writes it to the README: `npm run sizes`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { footprints } from './footprint.ts';
import { packWorkspace, WORKSPACE } from './pack.ts';
import { writeTable } from './package-table.ts';

const file = join(WORKSPACE, 'README.md');
const text = writeTable(readFileSync(file, 'utf8'), footprints(await packWorkspace()));
const style = await resolveConfig(file);
writeFileSync(file, await format(text, { ...style, parser: 'markdown' }));
