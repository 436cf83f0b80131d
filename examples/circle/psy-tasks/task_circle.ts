/**
 * Which fraction of random points in a square is inside a circle? The radius is the parameter. With
 * many trials, the result shows the area and the variation of its estimates.
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
