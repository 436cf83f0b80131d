/**
 * Packs every package for publication and checks the tarballs with publint and "are the types
 * wrong". All packages are ES modules only: problems of CommonJS consumers are ignored, because
 * `require()` loads ES modules from Node 20.19 on.
 */
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packWorkspace } from './pack.ts';

/** A map of files for browsers is understood by every bundler; publint would write it another way. */
const ALLOWED = new Set<string>(['USE_EXPORTS_OR_IMPORTS_BROWSER']);
const ESM_ONLY = new Set<string>(['CJSResolvesToESM', 'NoResolution']);

let problems = 0;
for (const { manifest, tarball } of await packWorkspace()) {
  for (const problem of await problemsOf(new Uint8Array(tarball))) {
    console.error(`${manifest.name}: ${problem}`);
    problems++;
  }
}
console.log(problems === 0 ? 'All packages are well formed.' : `${problems} problems.`);
process.exitCode = problems === 0 ? 0 : 1;

async function problemsOf(tarball: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  const types = analysis.types ? analysis.problems : [{ kind: 'NoTypes' }];
  return [
    ...messages
      .filter(({ code }) => !ALLOWED.has(code))
      .map((message) => formatMessage(message, pkg) ?? message.code),
    ...types.filter(({ kind }) => !ESM_ONLY.has(kind)).map((problem) => JSON.stringify(problem)),
  ];
}
