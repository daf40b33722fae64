import indexSchema from '../../schemas/index.schema.json' with { type: 'json' };
import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { sha256 } from '../pattern/digests.ts';
import { schemaCheck } from '../pattern/schema.ts';
import type { Entry, Unlisted } from './entry.ts';
import { factsVersion } from './facts-version.ts';
import type { Coverage, IndexFile } from './index-file.generated.ts';
import { fits } from './index-file-validator.generated.ts';
import { evidenceLevel, type Library } from './library.ts';
import { plannedTopics, type Taxonomy } from './taxonomy.ts';

/** Of the form of index.json. */
const indexVersion = 4;

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
  const patterns = library.entries
    .toSorted(byFingerprint)
    .map(entry => ({ ...entry, evidence: { ...entry.evidence, level: evidenceLevel(library, entry) } }));
  const unlisted = library.unlisted.toSorted(byPlace);
  const file: IndexFile = {
    version: indexVersion,
    facts: factsVersion,
    digest: digestOf({ patterns, unlisted }),
    domain: taxonomy.domain,
    patterns,
    unlisted,
    coverage: coverageOf(library, taxonomy),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Names the content of an index: whoever edits an entry by hand does not think of it. */
export function digestOf({ patterns, unlisted }: Pick<IndexFile, 'patterns' | 'unlisted'>): string {
  return sha256(JSON.stringify([patterns, unlisted]));
}

/**
 * Whether a later release wrote this index. Who knows less must not write over it: two releases that look after one repository
 * would take turns for ever.
 */
export function isOfLaterRelease(text: string | null): boolean {
  if (text === null) return false;
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file !== 'object' || file === null) return false;
    const { version = 0, facts = 0 } = file as { version?: unknown; facts?: unknown };
    return Number(version) > indexVersion || Number(facts) > factsVersion;
  } catch {
    return false;
  }
}

/** Reads the patterns of index.json. Null when it is missing, of another version or not as it was written: then every pattern is read again. */
export function readIndexJson(text: string | null): Pick<Library, 'entries' | 'unlisted'> | null {
  if (text === null) return null;
  try {
    const file: unknown = JSON.parse(text);
    if (check(file).length > 0) return null;
    const { facts, digest, patterns, unlisted } = file as IndexFile;
    const isAsWritten = facts === factsVersion && digest === digestOf({ patterns, unlisted });
    return isAsWritten ? { entries: patterns, unlisted } : null;
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
