import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What `check` returns for a workspace of these files, given by path. */
export function checkedWorkspace<T>(
  files: Readonly<Record<string, string>>,
  check: (root: string) => T,
): T {
  const root = mkdtempSync(join(tmpdir(), 'psyrun-workspace-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return check(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
