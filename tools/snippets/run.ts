/**
 * Checks the documentation: runs its examples, then follows README.md and docs/ as a reader would,
 * with the built packages. Arguments select the files whose paths contain one of them.
 */
import { relative } from 'node:path';
import { followDocuments } from './documents/follow-documents.ts';
import { places, ROOT } from './places.ts';
import { runExamples } from './examples/run-examples.ts';

const only = process.argv.slice(2);
const chosen = [...places()].filter(
  ({ file }) => only.length === 0 || only.some((part) => file.includes(part)),
);

let problems = 0;
function complain(file: string, line: number, error: unknown): void {
  problems++;
  const message = error instanceof Error ? error.message : String(error);
  console.error(`${relative(ROOT, file)}:${line}\n${message.replace(/^/gm, '    ')}\n`);
}

const { ran, compared } = await runExamples(chosen, complain);
// The page for newcomers has a separate test with a cluster.
const documents = chosen
  .map(({ file }) => file)
  .filter((file) => /^(README|docs\/(?!newcomer).*)\.md$/.test(relative(ROOT, file)));
const commands = await followDocuments(documents, complain);

console.log(
  `${ran} examples ran, ${compared} values compared, ${commands} commands typed, ${problems} problems.`,
);
process.exitCode = problems === 0 ? 0 : 1;
