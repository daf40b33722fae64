import type { Entry, Unlisted } from '../../src/catalog/entry.ts';

/** An entry of the index, as of a draft that says as little as it may. */
export const entry = (over: Partial<Entry> = {}): Entry => ({
  fingerprint: 'ML-OPT-008',
  name: 'Prediction Caching',
  category: 'ml/optimization',
  slug: 'prediction-caching',
  status: 'draft',
  summary: null,
  symptom: null,
  frameworks: [],
  aliases: [],
  keywords: [],
  waivers: [],
  relations: [],
  lacks: [],
  evidence: { level: 'described', headline: null, tested: [], files: {} },
  blob: 'a'.repeat(40),
  ...over,
});

/** A folder in which there is no README, unless told otherwise. */
export function unlisted(over: Partial<Unlisted> = {}): Unlisted {
  return { category: 'ml/serving', slug: 'broken', blob: null, reason: 'It has no README.md.', ...over };
}
