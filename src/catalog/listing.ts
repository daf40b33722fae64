import type { Evidence } from '../evidence/evidence.ts';
import { testedFrameworks } from '../evidence/frameworks.ts';
import { headlineOf } from '../evidence/headline.ts';
import { isBenchmarked } from '../evidence/level.ts';
import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { relativeLinks } from '../pattern/links.ts';
import { keyValue, listOf, type Pattern, textOf } from '../pattern/pattern.ts';
import { folderOf, isModule, patternFolderOf } from '../pattern/place.ts';
import { relationsOf } from '../pattern/relations.ts';
import { waiversOf } from '../pattern/waivers.ts';
import { partsOf } from './fingerprint.ts';
import type { Entry, Evidence as EntryEvidence } from './index-shard.generated.ts';
import { lacksOf } from './lacks.ts';

/** What the index says of a pattern, as far as its own files tell it, or the sentence that says why it cannot be listed. */
export type Listing =
  | (Omit<Entry, 'blob' | 'evidence'> & { evidence: Omit<EntryEvidence, 'files'> })
  | { reason: string };

/** Reads what is needed to list a pattern: everything else is the rules' business. */
export function listingOf(pattern: Pattern, evidence: Evidence): Listing {
  const { category, slug } = pattern.place;
  const fingerprint = textOf(pattern, 'fingerprint');
  const name = textOf(pattern, 'name');
  if (pattern.frontMatter.state !== 'read') return { reason: 'Its front matter cannot be read.' };
  if (fingerprint === null || partsOf(fingerprint) === null || name === null || name.length > 500)
    return { reason: 'Its front matter has no usable `fingerprint` and `name`.' };
  const benchmarked = isBenchmarked(pattern, evidence);
  const supersededBy = textOf(pattern, 'superseded_by');
  return {
    fingerprint,
    name,
    category,
    slug,
    status: statusOf(keyValue(pattern, 'status')),
    ...(supersededBy !== null && partsOf(supersededBy) !== null && { superseded_by: supersededBy }),
    summary: bounded(textOf(pattern, 'summary')),
    symptom: bounded(textOf(pattern, 'symptom')),
    frameworks: boundedList(listOf(pattern, 'frameworks')),
    aliases: boundedList(listOf(pattern, 'aliases')),
    keywords: boundedList(listOf(pattern, 'keywords')),
    waivers: waiversOf(pattern)
      .slice(0, 50)
      .map(({ rule, reason }) => ({ rule: rule.slice(0, 500), reason: reason.slice(0, 500) })),
    relations: relationsOf(pattern)
      .slice(0, 50)
      .map(({ kind, fingerprint, note }) => ({
        kind: kind.slice(0, 500),
        fingerprint,
        note: note.slice(0, 500),
      })),
    ...linksOf(pattern),
    lacks: lacksOf(pattern, benchmarked),
    evidence: evidenceListed(pattern, evidence, benchmarked),
  };
}

/** What would break when one of these folders went away. */
function linksOf(pattern: Pattern): { links?: string[] } {
  const own = folderOf(pattern.place);
  const folders = relativeLinks(pattern.path, pattern.body)
    .flatMap(({ path }) => (path === null || isModule(path) ? [] : (patternFolderOf(`${path}/`) ?? [])))
    .filter(folder => folder !== own && folder.length <= 4096);
  const links = [...new Set(folders)].sort(byCodeUnit).slice(0, 200);
  return links.length > 0 ? { links } : {};
}

function evidenceListed(
  pattern: Pattern,
  { results }: Evidence,
  benchmarked: boolean,
): Omit<EntryEvidence, 'files'> {
  const measured = benchmarked ? (results?.results ?? null) : null;
  return {
    level: benchmarked ? 'benchmarked' : 'described',
    headline: measured && headlineOf(measured).slice(0, 500),
    tested: boundedList(testedFrameworks(listOf(pattern, 'frameworks'), measured)),
  };
}

function statusOf(value: unknown): Entry['status'] {
  return value === 'accepted' || value === 'deprecated' || value === 'superseded' ? value : 'draft';
}

function bounded(text: string | null): string | null {
  return text === null ? null : text.slice(0, 500);
}

function boundedList(items: string[]): string[] {
  return items.slice(0, 50).map(item => item.slice(0, 500));
}
