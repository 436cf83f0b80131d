import { defineTask, python } from 'psyrun';
import { space } from './space.ts';

export default defineTask({ pspace: space, evaluator: python('./sir.py', 'simulate') });
