/**
 * Packs every package as it would be published and asks publint and "are the types wrong" about
 * the tarballs. All packages are ES modules only, so what concerns CommonJS consumers is left out:
 * they load these packages with require() from Node 20.19 on.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const ESM_ONLY = new Set(['CJSResolvesToESM', 'NoResolution']);

const folder = mkdtempSync(join(tmpdir(), 'psyrun-shape-'));
let problems = 0;
try {
  for (const { name, filename } of pack(folder)) {
    for (const problem of await problemsOf(readFileSync(join(folder, filename)))) {
      console.error(`${name}: ${problem}`);
      problems++;
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(problems === 0 ? 'All packages are in shape.' : `${problems} problems.`);
process.exitCode = problems === 0 ? 0 : 1;

function pack(destination) {
  const args = ['pack', '--workspaces', '--json', '--pack-destination', destination];
  const packed = execFileSync('npm', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return Object.values(JSON.parse(packed)).filter(({ name }) => !isPrivate(name));
}

function isPrivate(name) {
  return /^@psyrun\/(checks|generators)$/.test(name);
}

async function problemsOf(tarball) {
  const { messages, pkg } = await publint({
    pack: {
      tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.length),
    },
    strict: true,
  });
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  const types = analysis.types ? analysis.problems : [{ kind: 'NoTypes' }];
  return [
    ...messages.map((message) => formatMessage(message, pkg)),
    ...types.filter(({ kind }) => !ESM_ONLY.has(kind)).map((problem) => JSON.stringify(problem)),
  ];
}
