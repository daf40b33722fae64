import { remembered } from '../pattern/remembered.ts';
import type { Category, Taxonomy } from './taxonomy.generated.ts';

/** The parts of `ML-FEAT-001`. */
export type FingerprintParts = { prefix: string; area: string; number: number };

/** Null for a text that is no fingerprint. */
export function partsOf(fingerprint: string): FingerprintParts | null {
  const match = /^([A-Z]{2,5})-([A-Z]{2,5})-(\d{3})$/.exec(fingerprint);
  return match && { prefix: match[1] ?? '', area: match[2] ?? '', number: Number(match[3]) };
}

/** The category that an area code belongs to: each belongs to exactly one. */
export function categoryOfArea(taxonomy: Taxonomy, area: string): Category | null {
  return taxonomy.categories.find(category => category.areas.includes(area)) ?? null;
}

/**
 * The lowest number of an area that nobody has: not in use, not retired, not planned for a topic.
 * Null when all 999 are taken.
 */
export function nextFree(taxonomy: Taxonomy, area: string, used: Iterable<string>): string | null {
  const taken = used instanceof Set ? used : new Set(used);
  const kept = keptBy(taxonomy);
  for (let number = 1; number <= 999; number += 1) {
    const fingerprint = `${taxonomy.prefix}-${area}-${String(number).padStart(3, '0')}`;
    if (!taken.has(fingerprint) && !kept.has(fingerprint)) return fingerprint;
  }
  return null;
}

const keptBy = remembered(
  ({ retired, topics }: Taxonomy) => new Set([...retired, ...topics.map(topic => topic.fingerprint)]),
);
