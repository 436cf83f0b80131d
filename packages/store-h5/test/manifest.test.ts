import { expect, test } from '@jest/globals';
import manifest from '../package.json' with { type: 'json' };
import { H5Store, NetcdfExporter } from '../src/index.ts';

test('the manifest names classes that are exported and have the suffixes', () => {
  const { stores, exporters } = manifest.psyrun;
  expect(stores).toEqual({ [new H5Store().ext]: `./dist/index.js#${H5Store.name}` });
  expect(exporters).toEqual({
    [new NetcdfExporter().suffix]: `./dist/index.js#${NetcdfExporter.name}`,
  });
});
