import nx from '@nx/eslint-plugin';
import nodePlugin from 'eslint-plugin-n';
import * as jsonc from 'jsonc-eslint-parser';
import tseslint from 'typescript-eslint';
import { LAYERS } from './tools/checks/layers.js';

/** One constraint for each layer: a package imports only from lower ones. */
const depConstraints = LAYERS.map(({ tag, mayImport }) => ({
  sourceTag: tag,
  onlyDependOnLibsWithTags: mayImport,
}));
/** Tests may use the conformance suites, whatever their layer. */
const testConstraints = depConstraints.map((constraint) => ({
  ...constraint,
  onlyDependOnLibsWithTags: [...constraint.onlyDependOnLibsWithTags, 'layer:testkit'],
}));
const boundaries = (constraints, allow = []) => [
  'error',
  {
    enforceBuildableLibDependency: true,
    allow,
    depConstraints: constraints,
    // A command loads what it needs; another one may need it from the start.
    checkDynamicDependenciesExceptions: ['@psyrun/.*'],
  },
];
/** What starts a real Slurm or Grid Engine, or stands in for PBS or sqsub, belongs to no package. */
const TEST_TOOLS = ['/tools/(capabilities|daemons|pbs|sge|slurm|sqsub)/'];

/** The plug-ins that come with the command line: it finds them as it finds all others. */
const FOUND_AT_RUN_TIME = [
  '@psyrun/backend-distribute',
  '@psyrun/scheduler-immediate',
  '@psyrun/store-pickle',
  '@psyrun/evaluator-python',
];

const NO_PRIVATE = {
  selector:
    ':matches(PropertyDefinition, MethodDefinition[kind!="constructor"], TSAbstractPropertyDefinition, TSAbstractMethodDefinition)[accessibility="private"]',
  message: 'Write #name: it is private at run time too. See docs/decisions/0019-rooms.md.',
};
/** The rule of eslint-plugin-n knows no methods of objects. */
const NO_NEW_METHODS = {
  selector: 'MemberExpression[property.name=/^(toSorted|toReversed|toSpliced)$/]',
  message:
    'The oldest Node that is supported lacks it. See docs/decisions/0039-the-oldest-node.md.',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      'packages/report/bundle',
      'packages/core/node-floor.d.ts',
      '**/out-tsc',
      '**/node_modules',
      '**/psy-work',
      '.nx',
      '.stryker-tmp',
      'examples/psyrun-store-parquet',
      'tools/generators/*/files',
      '**/fixtures/**',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'exit',
          message: 'Only cli and process entries end a process.',
        },
        { object: 'process', property: 'argv', message: 'Only cli and process entries read argv.' },
      ],
      'no-restricted-syntax': ['error', NO_PRIVATE],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    plugins: { '@nx': nx, n: nodePlugin },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(depConstraints),
      // What Node supports is compared with `engines` in the package.json of the package.
      'n/no-unsupported-features/node-builtins': ['error', { allowExperimental: true }],
      'n/no-unsupported-features/es-builtins': 'error',
      'no-restricted-syntax': ['error', NO_PRIVATE, NO_NEW_METHODS],
    },
  },
  {
    files: ['packages/*/test/**/*.ts'],
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': boundaries(testConstraints, TEST_TOOLS) },
  },
  {
    files: ['packages/*/package.json'],
    plugins: { '@nx': nx },
    languageOptions: { parser: jsonc },
    rules: {
      '@nx/dependency-checks': [
        'error',
        {
          ignoredFiles: ['{projectRoot}/jest.config.mjs', '{projectRoot}/test/**/*'],
          ignoredDependencies: ['@psyrun/testkit', ...FOUND_AT_RUN_TIME],
        },
      ],
    },
  },
  {
    // The command line, the files that are processes of their own, and what is not published.
    files: [
      'packages/{cli,psyrun}/src/**/*.ts',
      'packages/jobs/src/worker/psy-worker.ts',
      'packages/mapper/src/worker/*.ts',
      '**/test/**/*.ts',
      'tools/**/*.ts',
      'bench/**/*.ts',
      'examples/**/*.ts',
    ],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
);
