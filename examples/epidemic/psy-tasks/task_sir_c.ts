// First: cc -O2 -o psy-tasks/sir psy-tasks/sir.c -lm
import { defineTask, worker } from 'psyrun';
import { space } from './space.ts';

export default defineTask({ pspace: space, evaluator: worker(['./sir']) });
