/**
 * Prints how many planted rules are found by which rows fail, in random spaces of six parameters where
 * one row in 20 ends otherwise.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/report/rules.ts
 */
import { findRule } from '@psyrun/report';
import { isPlanted, planted } from '../../packages/report/test/model/planted-rules.ts';

const SPACES = 200;

for (const [parameters, name] of [
  'no rule',
  'a rule on one parameter',
  'a rule on two',
].entries()) {
  let [found, wrong] = [0, 0];
  for (let seed = 1; seed <= SPACES; seed++) {
    const space = planted(1000 * parameters + seed, parameters);
    const rule = findRule(space.axes, space.isFailed);
    if (isPlanted(rule, space)) found++;
    else if (rule !== undefined) wrong++;
  }
  const share = (count: number) => `${((100 * count) / SPACES).toFixed(1)} %`;
  console.log(`${SPACES} spaces with ${name}: found ${share(found)}, another one ${share(wrong)}`);
}
