import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Compiles what has changed, as the processes that tests start are the compiled ones, and bundles the
 * script of reports.
 */
export default function build() {
  execFileSync('node_modules/.bin/tsc', ['-b'], { cwd: ROOT, stdio: 'inherit' });
  execFileSync(process.execPath, ['packages/report/bundle.mjs'], { cwd: ROOT, stdio: 'inherit' });
}
