import type { Sample } from './folders.ts';
import { reference, type Way } from './ways.ts';

/** Where a way first says something else than the reference of a folder. */
export type FindingsDifference = { name: string; way: string; difference: string };

/** Compares what is found in folders, and what is known of them, by every way. Text for text, keys and their order included. */
export async function differencesBetween(
  samples: readonly Sample[],
  ways: readonly Way[],
): Promise<FindingsDifference[]> {
  const expected = (await reference.examine(samples)).map(asText);
  const differences: FindingsDifference[] = [];
  for (const way of ways) {
    const found = (await way.examine(samples)).map(asText);
    for (const [index, { name }] of samples.entries()) {
      const [wanted, got] = [expected[index], found[index]];
      if (wanted === got) continue;
      differences.push({ name, way: way.name, difference: differenceOf(wanted, got) });
    }
  }
  return differences;
}

function asText(examination: object): string {
  return JSON.stringify(examination);
}

function differenceOf(wanted: string | undefined, got: string | undefined): string {
  if (wanted === undefined || got === undefined) return 'it is not examined';
  return firstDifference(JSON.parse(wanted), JSON.parse(got), '') ?? 'keys stand in another order';
}

/** The first path at which two JSON values differ, and how; null when nowhere. */
function firstDifference(wanted: unknown, got: unknown, path: string): string | null {
  if (!isObject(wanted) || !isObject(got) || Array.isArray(wanted) !== Array.isArray(got))
    return wanted === got ? null : `${path} is ${shown(got)}, and should be ${shown(wanted)}`;
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
    const at = path === '' ? key : `${path}.${key}`;
    const [a, b] = [wanted, got].map(value => (Object.hasOwn(value, key) ? value[key] : undefined));
    const difference = firstDifference(a, b, at);
    if (difference !== null) return difference;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
