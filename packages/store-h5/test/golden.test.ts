import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { describeGoldenFiles, type GoldenFile } from '@psyrun/testkit';
import { H5Store } from '../src/index.ts';
import golden from './fixtures/expected.json' with { type: 'json' };

const folder = join(import.meta.dirname, 'fixtures');
const files = golden.cases as GoldenFile[];
describeGoldenFiles({ describe, test, expect }, new H5Store(), folder, files);
