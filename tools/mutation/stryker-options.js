// @ts-check

/**
 * Returns the options of Stryker for one package.
 *
 * @param {string} project The folder of the package, for example `packages/core`.
 * @param {readonly string[]} parts Folders and files below its `src`; without any, all of `src`.
 * @returns {ConstructorParameters<typeof import('@stryker-mutator/core').Stryker>[0]}
 */
export function strykerOptions(project, parts) {
  const report = `tools/mutation/reports/${[project, ...parts].join('.').replaceAll('/', '-')}`;
  return {
    mutate: mutatedFiles(project, parts),
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning'],
    jest: {
      configFile: `${project}/jest.config.mjs`,
      // Sources with mutants are not compiled.
      config: { globalSetup: null, ...(parts.length > 0 && { testMatch: parts.map(testsOf) }) },
    },
    coverageAnalysis: 'perTest',
    // A mutant that is only slow, on a busy machine, must not count as found.
    timeoutFactor: 4,
    timeoutMS: 15_000,
    dryRunTimeoutMinutes: 30,
    concurrency: 1,
    // Packages import each other by name; within the sandbox a name has to lead to the sandbox.
    symlinkNodeModules: false,
    buildCommand: 'node tools/mutation/link-workspace.mjs',
    ignorePatterns: ['dist', 'out-tsc', '.nx', 'psy-work', 'reports', '/docs', '/bench'],
    cleanTempDir: 'always',
    incremental: true,
    incrementalFile: `${report}.incremental.json`,
    reporters: ['progress', 'clear-text', 'json', 'html'],
    clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false },
    jsonReporter: { fileName: `${report}.json` },
    htmlReporter: { fileName: `${report}.html` },
    allowConsoleColors: false,
    checkers: [],
  };
}

/** @type {(project: string, parts: readonly string[]) => string[]} */
function mutatedFiles(project, parts) {
  if (parts.length === 0) return [`${project}/src/**/*.ts`];
  return parts.map((part) => `${project}/src/${isFile(part) ? part : `${part}/**/*.ts`}`);
}

/** The tests that mirror a part. @type {(part: string) => string} */
function testsOf(part) {
  return `<rootDir>/test/${isFile(part) ? part.replace(/ts$/, 'test.ts') : `${part}/**/*.test.ts`}`;
}

/** @type {(part: string) => boolean} */
function isFile(part) {
  return part.endsWith('.ts');
}
