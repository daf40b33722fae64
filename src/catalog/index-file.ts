import indexSchema from '../../schemas/index.schema.json' with { type: 'json' };
import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { schemaCheck } from '../pattern/schema.ts';
import type { Entry, Unlisted } from './entry.ts';
import type { Coverage, IndexFile } from './index-file.generated.ts';
import { fits } from './index-file-validator.generated.ts';
import { evidenceLevel, type Library } from './library.ts';
import { plannedTopics, type Taxonomy } from './taxonomy.ts';

const check = schemaCheck(indexSchema, fits, 'The index');

/** index.json as bytes: the same library gives the same text on every machine. */
export function indexJson(library: Library, taxonomy: Taxonomy): string {
  const rank = new Map(taxonomy.categories.map((category, index) => [category.id, index]));
  const rankOf = (item: Entry | Unlisted): number => rank.get(item.category) ?? rank.size;
  const byPlace = (a: Entry | Unlisted, b: Entry | Unlisted): number =>
    rankOf(a) - rankOf(b) || byCodeUnit(a.category, b.category) || byCodeUnit(a.slug, b.slug);
  const byFingerprint = (a: Entry, b: Entry): number =>
    rankOf(a) - rankOf(b) ||
    byCodeUnit(a.category, b.category) ||
    byCodeUnit(a.fingerprint, b.fingerprint) ||
    byCodeUnit(a.slug, b.slug);
  const file: IndexFile = {
    version: 3,
    domain: taxonomy.domain,
    patterns: library.entries
      .toSorted(byFingerprint)
      .map(entry => ({ ...entry, evidence: { ...entry.evidence, level: evidenceLevel(library, entry) } })),
    unlisted: library.unlisted.toSorted(byPlace),
    coverage: coverageOf(library, taxonomy),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads the patterns of index.json. Null when it is missing, of another version or not what this App wrote: then every pattern is read again. */
export function readIndexJson(text: string | null): Pick<Library, 'entries' | 'unlisted'> | null {
  if (text === null) return null;
  try {
    const file: unknown = JSON.parse(text);
    if (check(file).length > 0) return null;
    const { patterns, unlisted } = file as IndexFile;
    return { entries: patterns, unlisted };
  } catch {
    return null;
  }
}

/** How much of the plan is written. A topic whose fingerprint is retired is no longer planned. */
export function coverageOf(library: Library, taxonomy: Taxonomy): Coverage {
  const present = new Set(library.entries.map(entry => entry.fingerprint));
  const planned = new Set(plannedTopics(taxonomy).map(topic => topic.fingerprint));
  return {
    planned: planned.size,
    written: [...planned].filter(fingerprint => present.has(fingerprint)).length,
    unplanned: [...present].filter(fingerprint => !planned.has(fingerprint)).length,
  };
}
