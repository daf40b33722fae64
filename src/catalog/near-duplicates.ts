import MiniSearch, { type SearchResult } from 'minisearch';
import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { folderOf } from '../pattern/place.ts';
import type { Entry } from './entry.ts';
import { inOrder } from './index-link.ts';
import type { Library } from './library.ts';
import { folded, wordsIn } from './word-stems.ts';

/** What is compared of a pattern: the words in which people would look for it. */
export type Described = Pick<
  Entry,
  'fingerprint' | 'category' | 'slug' | 'name' | 'aliases' | 'summary' | 'symptom' | 'keywords' | 'relations'
>;

/** An existing pattern that is told in much the same words, and which of them stand in which of its fields. */
export type NearDuplicate = { entry: Entry; shared: { field: Field; words: string[] }[] };

type Field = (typeof fields)[number];

const fields = ['name', 'aliases', 'summary', 'symptom', 'keywords'] as const;
/** A name is chosen with more care than a sentence. */
const boost: Record<Field, number> = { name: 3, aliases: 3, keywords: 2, summary: 1, symptom: 1 };

/**
 * How well a pattern must answer a search for this one, as a share of how well this one does itself. Patterns on different
 * subjects stay below 0.22, copies in other words begin at 0.29.
 */
const enough = 0.25;
/** One word in common is chance, and a name alone has few. */
const leastWords = 2;
const maxFound = 3;
const maxWords = 5;

/** The patterns that are closest to this one, best first; not those that it is related to already. */
export function nearDuplicates(entry: Described, library: Library): NearDuplicate[] {
  const folder = folderOf(entry);
  const others = inOrder(library.entries).filter(other => folderOf(other) !== folder);
  const search = new MiniSearch<{ id: number; entry: Described }>({
    fields: [...fields],
    extractField: ({ id, entry }, field) => (field === 'id' ? id : textIn(entry, field as Field)),
    tokenize: wordsIn,
    processTerm: folded,
  });
  search.addAll([entry, ...others].map((entry, id) => ({ id, entry })));
  const results = search.search(fields.map(field => textIn(entry, field)).join(' '), { boost });
  const own = results.find(({ id }) => id === 0)?.score ?? 0;
  return results
    .filter(({ id, score, terms }) => id !== 0 && score >= enough * own && terms.length >= leastWords)
    .flatMap(result => {
      const other = others[result.id - 1];
      return other && !areRelated(entry, other) ? [{ other, result }] : [];
    })
    .sort((a, b) => b.result.score - a.result.score || byCodeUnit(a.other.fingerprint, b.other.fingerprint))
    .slice(0, maxFound)
    .map(({ other, result }) => ({ entry: other, shared: sharedIn(entry, result) }));
}

/** `name: caching; symptom: inputs, scored` */
export function sharedWords({ shared }: NearDuplicate): string {
  return shared.map(({ field, words }) => `${field}: ${words.join(', ')}`).join('; ');
}

function textIn(entry: Described, field: Field): string {
  const value = entry[field];
  return Array.isArray(value) ? value.join(' ') : (value ?? '');
}

function areRelated(entry: Described, other: Entry): boolean {
  return (
    other.superseded_by === entry.fingerprint ||
    entry.relations.some(({ fingerprint }) => fingerprint === other.fingerprint) ||
    other.relations.some(({ fingerprint }) => fingerprint === entry.fingerprint)
  );
}

/** In the words of the new pattern, by the field of the existing one in which they stand. */
function sharedIn(entry: Described, { match }: SearchResult): NearDuplicate['shared'] {
  const spelled = new Map<string, string>();
  for (const word of fields.flatMap(field => wordsIn(textIn(entry, field)))) {
    const stem = folded(word);
    if (stem !== null && !spelled.has(stem)) spelled.set(stem, word.toLowerCase());
  }
  return fields.flatMap(field => {
    const words = [...spelled].flatMap(([stem, word]) =>
      // An object of the library: of `constructor` it has something that it never matched.
      Object.hasOwn(match, stem) && match[stem]?.includes(field) ? [word] : [],
    );
    return words.length === 0 ? [] : [{ field, words: words.slice(0, maxWords) }];
  });
}
