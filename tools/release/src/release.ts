/**
 * `npm run release` checks, gives every package its next version, writes the changelogs, builds and
 * publishes. `npm run release -- --dry-run` does the same in a copy of the workspace with a
 * registry on this machine, installs psyrun from it and runs a task: nothing leaves the machine.
 */
import { dryRun } from './dry-run.ts';
import { WORKSPACE } from './pack.ts';
import { buildPackages, publishPackages, versionPackages } from './release-steps.ts';
import { runProgram } from './run-program.ts';
import { DOWNLOADS, writeDownloads } from './downloads/downloads.ts';

if (process.argv.includes('--dry-run')) {
  const { published, changelog, installed, output } = await dryRun('The change of a dry run.');
  console.log(`Published on this machine: ${published.size} packages.\n\n${changelog}`);
  console.log(`Installed: psyrun ${installed}. A new task:\n${output}`);
} else {
  // A release needs the credentials and settings of its maker or of the CI service.
  const options = { cwd: WORKSPACE, env: process.env };
  const changes = await runProgram(['git', 'status', '--porcelain'], options);
  if (changes !== '') throw new Error(`Commit or remove these changes first:\n${changes}`);
  await runProgram(['npm', 'run', 'check'], options);
  await versionPackages(options);
  await buildPackages(options);
  await publishPackages(options);
  const { psy, wheel } = await writeDownloads(DOWNLOADS);
  console.log(`Attach to the release: ${psy}, ${wheel}`);
  console.log('Published. Push the commit and its tags: git push --follow-tags');
}
