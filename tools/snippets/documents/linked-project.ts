import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** An empty project of a user, with the built packages of this workspace installed. */
export class LinkedProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'psyrun-'));

  constructor() {
    const modules = join(this.folder, 'node_modules');
    mkdirSync(join(modules, '@psyrun'), { recursive: true });
    mkdirSync(join(modules, '.bin'));
    for (const name of readdirSync(join(root, 'packages'))) {
      const installed = name === 'psyrun' ? name : `@psyrun/${name}`;
      symlinkSync(join(root, 'packages', name), join(modules, installed));
    }
    writeFileSync(join(modules, '.bin/psy'), PSY, { mode: 0o755 });
    writeFileSync(join(this.folder, 'package.json'), PACKAGE_JSON);
  }

  /** The environment of its shell: `psy` is in the path, and there are no colours. */
  get env(): NodeJS.ProcessEnv {
    const { HOME, LANG, TMPDIR } = process.env;
    const node = dirname(process.execPath);
    const PATH = [join(this.folder, 'node_modules/.bin'), node, '/usr/bin', '/bin'].join(':');
    return { HOME, LANG: LANG ?? 'C.UTF-8', ...(TMPDIR && { TMPDIR }), PATH, NO_COLOR: '1' };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const PSY = `#!/bin/sh\nexec node '${join(root, 'packages/psyrun/dist/psy.js')}' "$@"\n`;
const PACKAGE_JSON = '{ "type": "module", "dependencies": { "psyrun": "^0.1.0" } }\n';
