// @ts-check
/**
 * The floors of the workspace, lowest first. A package imports only from lower floors.
 *
 * `@nx/enforce-module-boundaries` and the test of this folder both take the table from here.
 */
const FLOORS = [
  ['core'],
  ['columns', 'files', 'scheduler-command'],
  [
    'pspace',
    'journal',
    'store-pickle',
    'store-npz',
    'store-h5',
    'scheduler-immediate',
    'scheduler-slurm',
    'scheduler-sqsub',
  ],
  ['mapper'],
  ['jobs'],
  ['task'],
  ['run'],
  ['backend-distribute', 'backend-loadbalancing'],
  ['operations'],
  ['cli'],
  ['psyrun'],
];

/** Conformance suites stand beside the floors: they use the data model, and only tests use them. */
const TESTKIT = { tag: 'layer:testkit', packages: ['testkit'], mayImport: ['layer:0', 'layer:1'] };

/**
 * A floor: the tag of its packages, their names, and the tags of those that they may import.
 *
 * @type {readonly { tag: string, packages: readonly string[], mayImport: readonly string[] }[]}
 */
export const LAYERS = [
  ...FLOORS.map((packages, floor) => ({
    tag: `layer:${floor}`,
    packages,
    mayImport: FLOORS.slice(0, floor).map((_, lower) => `layer:${lower}`),
  })),
  TESTKIT,
];
