// node tools/mutation/mutate.mjs packages/<name> [<room or file below src> …]
import { chdir } from 'node:process';
import { resolve } from 'node:path';

import { Stryker } from '@stryker-mutator/core';

import { strykerOptions } from './stryker-options.js';

const [project, ...parts] = process.argv.slice(2);
chdir(resolve(import.meta.dirname, '../..'));
await new Stryker(strykerOptions(project, parts)).runMutationTest();
