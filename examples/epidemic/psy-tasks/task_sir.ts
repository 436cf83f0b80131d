/**
 * An epidemic in a town of 1000 people, 10 of them infected. Each day, each susceptible person meets
 * the infected ones, and each infected one recovers with probability 0.1. What part of the town is
 * infected in the end, and how many people at most on one day?
 */
import { defineTask } from 'psyrun';
import { space } from './space.ts';

const PEOPLE = 1000;

function binomial(n: number, p: number): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (Math.random() < p) count++;
  return count;
}

export default defineTask({
  pspace: space,
  execute({ beta }) {
    let [susceptible, infected, peak] = [PEOPLE - 10, 10, 10];
    while (infected > 0) {
      const caught = binomial(susceptible, 1 - Math.exp((-beta * infected) / PEOPLE));
      infected += caught - binomial(infected, 0.1);
      susceptible -= caught;
      peak = Math.max(peak, infected);
    }
    return { attackRate: 1 - susceptible / PEOPLE, peak };
  },
});
