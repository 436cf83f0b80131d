import { linspace, param, range } from 'psyrun';

/** Infections per infected person and day, and 20 epidemics of each. */
export const space = param({ beta: linspace(0.1, 0.5, 5) }).product(param({ trial: range(20) }));
