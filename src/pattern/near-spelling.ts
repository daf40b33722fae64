import { distance } from 'fastest-levenshtein';

/**
 * The one candidate that was certainly meant: the same but for case, spaces, hyphens and underscores, or else one slip
 * or two away while no other is as near. Stricter than `didYouMean`, which may be wrong, for nobody is asked.
 */
export function nearSpelling(written: string, candidates: readonly string[]): string | null {
  const wanted = folded(written);
  const most = wanted.length <= 3 ? 0 : wanted.length <= 5 ? 1 : 2;
  const near = candidates
    .map(candidate => ({ candidate, away: distance(wanted, folded(candidate)) }))
    .filter(({ away }) => away <= most);
  const least = Math.min(...near.map(({ away }) => away));
  const [nearest, ...others] = near.filter(({ away }) => away === least);
  return nearest !== undefined && others.length === 0 ? nearest.candidate : null;
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}
