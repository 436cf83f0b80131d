/**
 * Which fraction of random points in a square lies within a circle? With the radius as the
 * parameter and many trials, the result shows the area and how much an estimate of it varies.
 */
import { defineTask, linspace, param, range } from 'psyrun';

const POINTS = 100;

export default defineTask({
  pspace: param({ radius: linspace(0, 1, 100) }).product(param({ trial: range(50) })),
  minItems: 10,
  execute({ radius }) {
    let inside = 0;
    for (let i = 0; i < POINTS; i++) {
      const [x, y] = [2 * Math.random() - 1, 2 * Math.random() - 1];
      if (Math.hypot(x, y) < radius) inside++;
    }
    return { aFrac: inside / POINTS };
  },
});
