import { NO_BIN, type Bins } from './bins.ts';
import { bestBox, type Counts } from './best-box.ts';

/** A rule that explains failures: the rows with one of some neighbouring or listed bins in each of its parameters. */
export interface Rule {
  readonly conditions: readonly { readonly bins: Bins; readonly chosen: readonly number[] }[];
  /** Rows for which it holds, and how many of them failed. */
  readonly rows: number;
  readonly failed: number;
}

/** The least surprise, in nats, beyond that of the best of so many boxes without a rule. */
const LEAST_SURPRISE = 12;
/** How much more two parameters have to explain than one. */
const GAIN = 1.15;

/**
 * Returns the rule on one or two parameters that tells failed rows from others best; undefined if rows
 * fail as if by chance. Some rows may fail outside of the rule, and some may not fail within it.
 */
export function findRule(axes: readonly Bins[], isFailed: ArrayLike<number>): Rule | undefined {
  const pairs = axes.flatMap((a, i) => axes.slice(i + 1).map((b) => [a, b] as const));
  const single = best(axes.map((a) => ruleOf([a], isFailed)));
  const pair = best(pairs.map((both) => ruleOf(both, isFailed)));
  const isPair = pair !== undefined && pair.weight > GAIN * (single?.weight ?? 0);
  const found = isPair ? pair : single;
  if (found === undefined) return undefined;
  const boxes = axes.reduce((sum, { labels }) => sum + labels.length ** 2, 0) ** (isPair ? 2 : 1);
  return surprise(found.rule, isFailed) < LEAST_SURPRISE + Math.log(boxes) ? undefined : found.rule;
}

interface Found {
  readonly rule: Rule;
  readonly weight: number;
}

function best(found: readonly (Found | undefined)[]): Found | undefined {
  return found.reduce((a, b) => ((b?.weight ?? 0) > (a?.weight ?? 0) ? b : a), undefined);
}

function ruleOf(axes: readonly Bins[], isFailed: ArrayLike<number>): Found | undefined {
  const counts = countsOf(axes, isFailed);
  const box = bestBox(
    counts,
    axes.map(({ bounds }) => bounds !== undefined),
  );
  if (box === undefined) return undefined;
  const conditions = axes
    .map((bins, i) => ({ bins, chosen: box.chosen[i]! }))
    .filter(({ bins, chosen }) => chosen.length < bins.labels.length);
  if (conditions.length < axes.length) return undefined;
  return { rule: { conditions, rows: box.rows, failed: box.failed }, weight: box.weight };
}

function countsOf([a, b]: readonly Bins[], isFailed: ArrayLike<number>): Counts {
  const width = a!.labels.length;
  const height = b?.labels.length ?? 1;
  const counts = {
    width,
    height,
    rows: new Float64Array(width * height),
    failed: new Float64Array(width * height),
  };
  for (let i = 0; i < isFailed.length; i++) {
    const [x, y] = [a!.of[i]!, b === undefined ? 0 : b.of[i]!];
    if (x === NO_BIN || y === NO_BIN) continue;
    counts.rows[y * width + x]!++;
    counts.failed[y * width + x]! += isFailed[i]!;
  }
  return counts;
}

/** Returns the log-likelihood ratio of two rates, inside and outside of a rule, against one rate. */
function surprise({ rows, failed }: Rule, isFailed: ArrayLike<number>): number {
  let all = 0;
  for (let i = 0; i < isFailed.length; i++) all += isFailed[i]!;
  const likelihood = (k: number, n: number): number =>
    k === 0 || k === n ? 0 : k * Math.log(k / n) + (n - k) * Math.log((n - k) / n);
  const rest = isFailed.length - rows;
  return (
    likelihood(failed, rows) + likelihood(all - failed, rest) - likelihood(all, isFailed.length)
  );
}
