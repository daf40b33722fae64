import { type Entry, readmeOf } from '../../catalog/entry.ts';
import type { Library } from '../../catalog/library.ts';
import { entriesWith } from '../../catalog/library-index.ts';
import type { PatternFacts } from '../../catalog/pattern-facts.ts';
import { byCodeUnit } from '../../pattern/code-unit-order.ts';
import type { Relation } from '../../pattern/relations.ts';

/** A relation that a pattern names, and what the two say of each other altogether. */
export type Pair = {
  own: string;
  relation: Relation;
  other: Entry;
  /** The kinds of all relations from this pattern to the other, and back. */
  there: ReadonlySet<string>;
  back: ReadonlySet<string>;
};

/** The relations of a pattern to others that are in the library; `related` tells of the rest. */
export function pairsOf(pattern: PatternFacts, library: Library): Pair[] {
  const { fingerprint: own, relations } = pattern;
  if (own === null || relations.length === 0) return [];
  const kinds = Map.groupBy(relations, ({ fingerprint }) => fingerprint);
  return relations.flatMap(relation => {
    const other = relation.fingerprint === own ? null : firstWith(library, relation.fingerprint);
    if (!other) return [];
    const there = new Set(kinds.get(relation.fingerprint)?.map(({ kind }) => kind));
    const back = new Set(
      other.relations.filter(({ fingerprint }) => fingerprint === own).map(({ kind }) => kind),
    );
    return [{ own, relation, other, there, back }];
  });
}

/** Of two with one fingerprint, which `fingerprint-unique` tells, the first by path is meant. */
function firstWith(library: Library, fingerprint: string): Entry | null {
  const [first] = entriesWith(library, fingerprint).toSorted((a, b) => byCodeUnit(readmeOf(a), readmeOf(b)));
  return first ?? null;
}
