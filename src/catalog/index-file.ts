import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { sha256 } from '../pattern/digests.ts';
import type { Entry, Unlisted } from './entry.ts';
import { factsVersion } from './facts-version.ts';
import type { Coverage, IndexFile } from './index-file.generated.ts';
import type { IndexShard } from './index-shard.generated.ts';
import { evidenceLevel, type Library } from './library.ts';
import { plannedTopics, type Taxonomy } from './taxonomy.ts';

/** Of the form of index.json and its shards. */
export const indexVersion = 5;

/** Where the index of a domain lies, or the shard of a category. */
export function indexPathOf(domainOrCategory: string): string {
  return `patterns/${domainOrCategory}/index.json`;
}

/** index.json of a domain and a shard for each category with a pattern folder, by path: the same library gives the same texts on every machine. */
export function indexTexts(library: Library, taxonomy: Taxonomy): Record<string, string> {
  const shards = shardsOf(library, taxonomy).map(({ category, ...items }) => {
    const text = shardText(items);
    const named = {
      category,
      patterns: items.patterns.length,
      unlisted: items.unlisted.length,
      digest: sha256(text),
    };
    return { path: indexPathOf(category), text, named };
  });
  const head: IndexFile = {
    version: indexVersion,
    facts: factsVersion,
    domain: taxonomy.domain,
    shards: shards.map(({ named }) => named),
    coverage: coverageOf(library, taxonomy),
  };
  return {
    [indexPathOf(taxonomy.domain)]: `${JSON.stringify(head, null, 2)}\n`,
    ...Object.fromEntries(shards.map(({ path, text }) => [path, text])),
  };
}

type Items = Pick<IndexShard, 'patterns' | 'unlisted'>;

/** What is known of each category: those of the taxonomy in its order, then the others. */
function shardsOf(library: Library, taxonomy: Taxonomy): (Items & { category: string })[] {
  const rank = new Map(taxonomy.categories.map((category, index) => [category.id, index]));
  const rankOf = (category: string): number => rank.get(category) ?? rank.size;
  const listed = Map.groupBy(library.entries, ({ category }) => category);
  const unlisted = Map.groupBy(library.unlisted, ({ category }) => category);
  return [...new Set([...listed.keys(), ...unlisted.keys()])]
    .sort((a, b) => rankOf(a) - rankOf(b) || byCodeUnit(a, b))
    .map(category => ({
      category,
      patterns: (listed.get(category) ?? [])
        .toSorted((a, b) => byCodeUnit(a.fingerprint, b.fingerprint) || byCodeUnit(a.slug, b.slug))
        .map(entry => ({ ...entry, evidence: { ...entry.evidence, level: evidenceLevel(library, entry) } })),
      unlisted: (unlisted.get(category) ?? []).toSorted((a, b) => byCodeUnit(a.slug, b.slug)),
    }));
}

/** A line for each pattern, so that a change of one is a line of difference. */
function shardText({ patterns, unlisted }: Items): string {
  return `{"version":${indexVersion},"facts":${factsVersion},"patterns":${linesOf(patterns)},"unlisted":${linesOf(unlisted)}}\n`;
}

function linesOf(items: readonly (Entry | Unlisted)[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map(item => JSON.stringify(item)).join(',\n')}\n]`;
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
