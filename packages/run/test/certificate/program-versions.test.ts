import { expect, test } from '@jest/globals';
import { ProgramVersions } from '../../src/certificate/program-versions.ts';

test('names each version of each program once', () => {
  const versions = new ProgramVersions();
  versions.note({ run: 'a' });
  versions.note({ versions: { python: '3.12.1', numpy: '2.0.0' } });
  versions.note({ versions: { python: '3.11.2' } });
  versions.note({ versions: { python: '3.12.1' } });
  expect(versions.all()).toEqual({ python: '3.11.2, 3.12.1', numpy: '2.0.0' });
});

test('leaves out what is no version', () => {
  const versions = new ProgramVersions();
  for (const given of [null, 'a', { python: 3 }]) versions.note({ versions: given });
  expect(versions.all()).toEqual({});
});
