import type { Entry, Unlisted } from '../../src/catalog/entry.ts';
import { factsVersion } from '../../src/catalog/facts-version.ts';
import { coverageOf } from '../../src/catalog/index-file.ts';
import { evidenceLevel, type Library } from '../../src/catalog/library.ts';
import type { Taxonomy } from '../../src/catalog/taxonomy.ts';
import { byCodeUnit } from '../../src/pattern/code-unit-order.ts';
import { sha256 } from '../../src/pattern/digests.ts';

/** index.json as releases wrote it that kept all of it in one file. */
export function indexOfVersion4(library: Library, taxonomy: Taxonomy): string {
  const rank = new Map(taxonomy.categories.map((category, index) => [category.id, index]));
  const rankOf = (item: Entry | Unlisted): number => rank.get(item.category) ?? rank.size;
  const byPlace = (a: Entry | Unlisted, b: Entry | Unlisted): number =>
    rankOf(a) - rankOf(b) || byCodeUnit(a.category, b.category) || byCodeUnit(a.slug, b.slug);
  const byFingerprint = (a: Entry, b: Entry): number =>
    rankOf(a) - rankOf(b) ||
    byCodeUnit(a.category, b.category) ||
    byCodeUnit(a.fingerprint, b.fingerprint) ||
    byCodeUnit(a.slug, b.slug);
  const patterns = library.entries
    .toSorted(byFingerprint)
    .map(entry => ({ ...entry, evidence: { ...entry.evidence, level: evidenceLevel(library, entry) } }));
  const unlisted = library.unlisted.toSorted(byPlace);
  const digest = sha256(JSON.stringify([patterns, unlisted]));
  const { domain } = taxonomy;
  const coverage = coverageOf(library, taxonomy);
  const file = { version: 4, facts: factsVersion, digest, domain, patterns, unlisted, coverage };
  return `${JSON.stringify(file, null, 2)}\n`;
}
