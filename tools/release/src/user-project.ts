import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type LoopbackRegistry } from './loopback-registry.ts';
import { type Outcome, runProgram, tryProgram, userEnvironment } from './run-program.ts';

/** A user's project: a folder outside of this repository, with a registry to install from. */
export class UserProject {
  readonly folder: string;
  /** The environment of its shell. */
  readonly env: NodeJS.ProcessEnv;

  /** Creates an empty folder. Its path has a space and a letter outside of ASCII. */
  constructor(registry: LoopbackRegistry) {
    this.folder = mkdtempSync(join(tmpdir(), 'psyrun user µ '));
    this.env = {
      ...userEnvironment(),
      npm_config_registry: registry.url,
      npm_config_replace_registry_host: 'never',
    };
  }

  /** Writes files by path. Objects are written as JSON. */
  write(files: Readonly<Record<string, string | object>>): void {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    }
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Runs a program in the folder or in one below it. Throws if the program fails. */
  run(
    command: readonly [string, ...string[]],
    options: { below?: string; env?: NodeJS.ProcessEnv } = {},
  ): Promise<string> {
    const { below = '.', env = {} } = options;
    return runProgram(command, { cwd: join(this.folder, below), env: { ...this.env, ...env } });
  }

  /** Runs `npm install` for these packages. */
  async install(...packages: readonly string[]): Promise<void> {
    await this.run(['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages]);
  }

  /** Runs `npx psy …` and returns its exit code and output. */
  psy(...args: readonly string[]): Promise<Outcome> {
    return tryProgram(['npx', '--no-install', 'psy', ...args], {
      cwd: this.folder,
      env: this.env,
    });
  }

  /** Returns the packages in node_modules, and the bytes of their files. */
  installed(): { packages: string[]; bytes: number } {
    const lock = JSON.parse(this.read('package-lock.json')) as {
      packages: Record<string, unknown>;
    };
    const folders = Object.keys(lock.packages).filter((path) => path !== '');
    const modules = join(this.folder, 'node_modules');
    const files = readdirSync(modules, { recursive: true, withFileTypes: true });
    const sizes = files
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
    return {
      packages: folders.map((path) => path.replace(/^.*node_modules\//, '')),
      bytes: sizes.reduce((sum, size) => sum + size, 0),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
