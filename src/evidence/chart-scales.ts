import type { Sweep } from './results.ts';
import { axisTitle } from './titles.ts';

/** Part of a Vega-Lite specification: plain data (vega.github.io/vega-lite/docs/spec.html). */
export type ChartPart = Record<string, unknown>;

/** The axis that is varied, with a tick at each point. */
export function xOf({ axis, points }: Sweep): ChartPart {
  const at = points.map(point => point.at);
  const log = axis.scale === 'log' && Math.min(...at) > 0;
  return {
    field: 'at',
    type: 'quantitative',
    title: axisTitle(axis),
    scale: log ? { type: 'log', nice: false, padding: 14 } : { nice: false, padding: 14, zero: false },
    axis: { values: at, grid: false, labelOverlap: true, labelExpr: shortNumber(3) },
  };
}

/** Logarithmic from the given spread on, where all values are positive: below it a straight scale is easier to read. */
export function yOf(values: readonly number[], spread = Number.POSITIVE_INFINITY): ChartPart {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const type = 'quantitative';
  if (least > 0 && most > spread * least)
    return {
      type,
      scale: { type: 'log', nice: false },
      axis: { labelExpr: shortNumber(3), values: ticksBetween(least, most) },
    };
  const zero = least >= 0 && most > 1.5 * least;
  const step = (most - (zero ? 0 : least)) / 5;
  const size = Math.max(Math.abs(least), Math.abs(most));
  // As many digits as tell one tick from the next.
  const digits = step > 0 ? Math.max(3, Math.ceil(Math.log10(size / step)) + 1) : 3;
  return { type, scale: { zero, nice: true }, axis: { labelExpr: shortNumber(digits), tickCount: 5 } };
}

/** 1, 2 and 5 times the powers of ten on a logarithmic axis; over many powers these alone, over very many each n-th. */
function ticksBetween(least: number, most: number): number[] {
  const first = Math.floor(Math.log10(least));
  const powers = Array.from({ length: Math.ceil(Math.log10(most)) - first + 1 }, (_, place) => first + place);
  const within = (tick: number): boolean => tick >= least && tick <= most;
  const fine = powers.flatMap(power => [1, 2, 5].map(factor => Number(`${factor}e${power}`))).filter(within);
  if (fine.length <= 6) return fine;
  const coarse = powers.map(power => Number(`1e${power}`)).filter(within);
  return coarse.filter((_, place) => place % Math.ceil(coarse.length / 6) === 0);
}

/** `0.99`, `300`, `1k`, `2M`. */
function shortNumber(digits: number): string {
  return `abs(datum.value) < 1000 ? format(datum.value, '.${digits}~g') : format(datum.value, '.${digits}~s')`;
}
