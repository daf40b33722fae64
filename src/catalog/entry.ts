import { keyValue, listOf, type Pattern, textOf } from '../pattern/pattern.ts';
import { folderOf } from '../pattern/place.ts';
import { partsOf } from './fingerprint.ts';
import type { Entry, Unlisted } from './index-file.generated.ts';

export type { Entry, Unlisted };

/**
 * What the index says of a pattern, or why it cannot list it. `blob` is Git's id of the README.
 * Only what is needed to list is asked: everything else is the rules' business.
 */
export function entryOf(pattern: Pattern, blob: string): Entry | Unlisted {
  const { category, slug } = pattern.place;
  const fingerprint = textOf(pattern, 'fingerprint');
  const name = textOf(pattern, 'name');
  if (pattern.frontMatter.state !== 'read')
    return { category, slug, blob, reason: 'Its front matter cannot be read.' };
  if (fingerprint === null || partsOf(fingerprint) === null || name === null || name.length > 500)
    return { category, slug, blob, reason: 'Its front matter has no usable `fingerprint` and `name`.' };
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
    blob,
  };
}

export function isEntry(item: Entry | Unlisted): item is Entry {
  return 'fingerprint' in item;
}

/** The path of the README that an entry speaks of. */
export function readmeOf(entry: { category: string; slug: string }): string {
  return `${folderOf(entry)}/README.md`;
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
