import { defineTask, r } from 'psyrun';
import { space } from './space.ts';

export default defineTask({ pspace: space, evaluator: r('./sir.R', 'simulate') });
