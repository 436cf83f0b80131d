// @ts-check
/**
 * The layers of the workspace, lowest first. A package imports only from lower layers.
 *
 * The lint rule `@nx/enforce-module-boundaries` and the tests of this folder read this table. It is
 * JavaScript because ESLint reads its configuration without a loader.
 */
const PACKAGES = [
  ['core'],
  ['columns', 'files', 'scheduler-command'],
  [
    'pspace',
    'journal',
    'store-pickle',
    'store-npz',
    'store-h5',
    'scheduler-immediate',
    'scheduler-pbs',
    'scheduler-sge',
    'scheduler-slurm',
    'scheduler-sqsub',
  ],
  ['mapper', 'report'],
  ['jobs', 'evaluator-command'],
  ['task', 'evaluator-python'],
  ['run'],
  ['backend-distribute', 'backend-loadbalancing'],
  ['operations'],
  ['cli'],
  ['psyrun'],
];

/** Conformance suites stand beside the layers: they use the data model; only tests import them. */
const TESTKIT = { tag: 'layer:testkit', packages: ['testkit'], mayImport: ['layer:0', 'layer:1'] };

/**
 * A layer: the tag of its packages, their names, and the tags of those that they may import.
 *
 * @type {readonly { tag: string, packages: readonly string[], mayImport: readonly string[] }[]}
 */
export const LAYERS = [
  ...PACKAGES.map((packages, layer) => ({
    tag: `layer:${layer}`,
    packages,
    mayImport: PACKAGES.slice(0, layer).map((_, lower) => `layer:${lower}`),
  })),
  TESTKIT,
];

/**
 * The packages that the sources of each package import: all of them, and no others. A new edge is a
 * decision, and has a decision record.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const EDGES = {
  core: [],
  columns: ['core'],
  files: ['core'],
  'scheduler-command': ['core'],
  pspace: ['columns', 'core'],
  journal: ['core', 'files'],
  'store-pickle': ['columns', 'core', 'files'],
  'store-npz': ['columns', 'core', 'files'],
  'store-h5': ['columns', 'core', 'files'],
  'scheduler-immediate': ['core'],
  'scheduler-pbs': ['core', 'scheduler-command'],
  'scheduler-sge': ['core', 'scheduler-command'],
  'scheduler-slurm': ['core', 'scheduler-command'],
  'scheduler-sqsub': ['core', 'scheduler-command'],
  report: ['core', 'pspace'],
  mapper: ['columns', 'core', 'files', 'journal', 'pspace'],
  'evaluator-command': ['core'],
  'evaluator-python': ['core', 'evaluator-command', 'pspace'],
  jobs: ['core', 'files'],
  task: ['core', 'pspace'],
  run: ['columns', 'core', 'files', 'jobs', 'journal', 'mapper', 'pspace'],
  'backend-distribute': ['core', 'jobs', 'pspace', 'run'],
  'backend-loadbalancing': ['core', 'files', 'jobs', 'journal', 'mapper', 'pspace', 'run'],
  operations: [
    ...['columns', 'core', 'files', 'jobs', 'journal', 'mapper', 'pspace', 'report', 'run'],
    'task',
  ],
  cli: ['columns', 'core', 'operations', 'task'],
  psyrun: [
    ...['backend-distribute', 'backend-loadbalancing', 'cli', 'columns', 'core'],
    ...[
      'evaluator-command',
      'mapper',
      'operations',
      'pspace',
      'scheduler-immediate',
      'scheduler-pbs',
      'scheduler-sge',
      'scheduler-slurm',
      'scheduler-sqsub',
    ],
    ...['store-h5', 'store-npz', 'store-pickle', 'task'],
  ],
  testkit: ['columns', 'core'],
};
