import type { Results } from './results.ts';

/**
 * Every figure that a text may quote of one sweep ([B1] is the first): points, means, effects with their intervals,
 * resources, and what was declared. Shares are quotable as percentages, seconds and bytes in the usual larger units.
 */
export function measuredValues(results: Results, sweep: number): number[] {
  const part = results.sweeps[sweep];
  if (!part) return [];
  const values: number[] = [results.minimum_effect, results.seeds.length, part.axis.resting];
  if (results.guard) values.push(results.guard.margin);
  for (const point of part.points) {
    values.push(point.at);
    for (const measured of Object.values(point.candidates)) {
      const { means, wall_seconds, cpu_seconds, peak_memory_bytes } = measured;
      values.push(...Object.values(means), wall_seconds, cpu_seconds, peak_memory_bytes);
    }
    for (const { effect, guard } of Object.values(point.effects))
      for (const item of guard ? [effect, guard] : [effect]) values.push(item.estimate, item.low, item.high);
  }
  return values;
}

/** Whether a figure as written (`69`, `0.690`, `1,200`) is one of the values, rounded to the digits that are written. */
export function isMeasured(written: string, unit: string, values: readonly number[]): boolean {
  const text = written.replaceAll(',', '').replace('−', '-');
  const number = Number(text);
  if (!Number.isFinite(number)) return false;
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  // The digits are what is claimed; half of the last one is what rounding may take away.
  const half = 0.5 * 10 ** -decimals * (1 + 1e-9);
  return values.some(value =>
    factorsOf(unit).some(factor => Math.abs(Math.abs(value) * factor - Math.abs(number)) <= half),
  );
}

const million = 1e-6;
const factors: Record<string, readonly number[]> = {
  '%': [100],
  ms: [1, 1000],
  µs: [1, 1e6],
  s: [1, 1e-3],
  kb: [1, 1e-3],
  mb: [1, million],
  gb: [1, 1e-9],
  kib: [1, 1 / 1024],
  mib: [1, 1 / 1024 ** 2],
  gib: [1, 1 / 1024 ** 3],
  million: [million],
  thousand: [1e-3],
};

function factorsOf(unit: string): readonly number[] {
  const known = unit.toLowerCase();
  return Object.hasOwn(factors, known) ? (factors[known] ?? [1]) : [1];
}
