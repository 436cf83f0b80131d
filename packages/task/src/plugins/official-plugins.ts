import type { PluginKind } from './plugin.ts';

/** The packages of psyrun itself. An error names them if one is not installed. */
export const OFFICIAL_PLUGINS: Record<PluginKind, Readonly<Record<string, string>>> = {
  stores: {
    '.pkl': '@psyrun/store-pickle',
    '.npz': '@psyrun/store-npz',
    '.h5': '@psyrun/store-h5',
  },
  schedulers: {
    immediate: '@psyrun/scheduler-immediate',
    pbs: '@psyrun/scheduler-pbs',
    sge: '@psyrun/scheduler-sge',
    slurm: '@psyrun/scheduler-slurm',
    sqsub: '@psyrun/scheduler-sqsub',
  },
  backends: {
    distribute: '@psyrun/backend-distribute',
    'load-balancing': '@psyrun/backend-loadbalancing',
  },
  evaluators: {
    '.py': '@psyrun/evaluator-python',
  },
  exporters: {
    '.nc': '@psyrun/store-h5',
  },
};
