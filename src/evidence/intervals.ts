import type { Results } from './results.generated.ts';

/** An effect, or a mean, with its 95 % interval. */
export type Interval = Results['sweeps'][number]['points'][number]['effects'][string]['effect'];

/** Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom, as in intervals.py. */
const t975Table = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
  2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
  2.0518, 2.0484, 2.0452, 2.0423,
];
const normal975 = 1.959964;

/** The 97.5 % quantile of Student's t; beyond the table the first terms of the Cornish-Fisher expansion. */
export function t975(freedom: number): number {
  const z = normal975;
  const tail = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
  return t975Table[freedom - 1] ?? z + (z ** 3 + z) / (4 * freedom) + tail;
}

/** Mean with the 95 % t-interval. One value, or equal ones, are their own interval. */
export function meanInterval(values: readonly number[]): Interval {
  const [first = Number.NaN] = values;
  if (values.every(value => value === first)) return { estimate: first, low: first, high: first };
  const mean = sum(values) / values.length;
  const variance = sum(values.map(value => (value - mean) ** 2)) / (values.length - 1);
  const half = t975(values.length - 1) * Math.sqrt(variance / values.length);
  return { estimate: mean, low: mean - half, high: mean + half };
}

/**
 * Median with the interval between order statistics that covers at least 95 %: David & Nagaraja, Order Statistics, 3rd
 * edition, section 7.1. Fewer than six values cannot reach 95 %: then the extremes are given.
 */
export function medianInterval(values: readonly number[]): Interval {
  const ordered = values.toSorted((a, b) => a - b);
  const n = ordered.length;
  const at = (place: number): number => ordered[place] ?? Number.NaN;
  let k = 0;
  for (let chance = 0.5 ** n, tail = chance; 2 * tail <= 0.05 && k < Math.floor(n / 2); tail += chance) {
    k += 1;
    chance *= (n - k + 1) / k;
  }
  k = Math.max(k, 1);
  const middle = (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2;
  return { estimate: middle, low: at(k - 1), high: at(n - k) };
}

export type Comparing = { better: 'higher' | 'lower'; compare: Results['compare']; timing: boolean };

/**
 * By how much a candidate is better than the baseline, run by run: positive, or above 1 as a ratio, is better. The same as
 * `effect` in intervals.py; null where a ratio has no meaning.
 */
export function effectOf(
  candidate: readonly number[],
  baseline: readonly number[],
  { better, compare, timing }: Comparing,
): Interval | null {
  const [a, b] = better === 'higher' ? [candidate, baseline] : [baseline, candidate];
  if (compare === 'difference') return meanInterval(a.map((value, run) => value - (b[run] ?? Number.NaN)));
  if ([...a, ...b].some(value => value <= 0)) return null;
  const ratios = a.map((value, run) => value / (b[run] ?? Number.NaN));
  if (timing) return medianInterval(ratios);
  const { estimate, low, high } = meanInterval(ratios.map(Math.log));
  return { estimate: Math.exp(estimate), low: Math.exp(low), high: Math.exp(high) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
