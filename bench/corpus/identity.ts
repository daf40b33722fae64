import type { Original } from './original.ts';

/** Who a pattern of a corpus is. */
export type Identity = { fingerprint: string; name: string; category: string; slug: string };

/** Numbers that the planned topics of an area may have: no copy takes them, or it would have to be about that topic. */
const keptForTopics = 19;
export const maxCopies = 999 - keptForTopics;

/**
 * Returns who the copy is; copy 0 is the original itself. Each original has an area of its own for its copies (`XAA`, `XAB`, …), for an area
 * has 999 numbers; a rule asks for the area `PRIV`, so copies of privacy patterns stay there.
 */
export function identityOf(original: Original, index: number, copy: number): Identity {
  const { fingerprint, name, category, slug } = original;
  if (copy === 0) return { fingerprint, name, category, slug };
  return {
    fingerprint: `ML-${areaOfCopies(original, index)}-${String(copy + keptForTopics).padStart(3, '0')}`,
    name: `${name} ${copy}`,
    category,
    slug: `${slug}-${copy}`,
  };
}

function areaOfCopies({ category }: Original, index: number): string {
  return category === 'privacy' ? 'PRIV' : `XA${String.fromCharCode('A'.charCodeAt(0) + index)}`;
}

/** Adds the areas of the copies to the categories of the taxonomy, whose other lines stay as they are. */
export function withAreasOfCopies(taxonomy: string, originals: readonly Original[]): string {
  const areas = Map.groupBy(originals.entries(), ([, { category }]) => category);
  areas.delete('privacy');
  return [...areas].reduce((text, [category, members]) => {
    const codes = members.map(([index, original]) => areaOfCopies(original, index)).join(', ');
    const added = text.replace(
      new RegExp(`(- id: ml/${category}\\n(?: +[^-\\n].*\\n)*? +areas: \\[[^\\]\\n]*)`),
      (found: string) => `${found}, ${codes}`,
    );
    if (added === text) throw new Error(`The taxonomy has no category ml/${category}.`);
    return added;
  }, taxonomy);
}
