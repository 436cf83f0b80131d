import type { Axis } from './axis.ts';
import { choice, logUniform, normal, uniform } from './distributions.ts';
import { geomspace } from './geomspace.ts';
import { latinHypercubeAxis } from '../designs/latin-hypercube.ts';
import { linspace } from './linspace.ts';
import { logspace } from './logspace.ts';
import { range } from './range.ts';
import { sobolAxis } from '../designs/sobol.ts';

/** The builders that a frozen axis may name. All of them check their arguments. */
export const BUILDERS: ReadonlyMap<string, (...args: never[]) => Axis> = new Map<
  string,
  (...args: never[]) => Axis
>([
  ['choice', choice],
  ['geomspace', geomspace],
  ['latinHypercube', latinHypercubeAxis],
  ['linspace', linspace],
  ['logUniform', logUniform],
  ['logspace', logspace],
  ['normal', normal],
  ['range', range],
  ['sobol', sobolAxis],
  ['uniform', uniform],
]);
