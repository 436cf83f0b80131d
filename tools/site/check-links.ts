/** Exits with 1 if a link of the built site is dead. */
import { join } from 'node:path';
import { deadLinks } from './dead-links.ts';

const dead = deadLinks(join(import.meta.dirname, 'dist'), join(import.meta.dirname, '../..'));
for (const link of dead) console.error(`Leads nowhere: ${link}`);
console.log(`The site has ${dead.length} dead links.`);
process.exitCode = dead.length === 0 ? 0 : 1;
