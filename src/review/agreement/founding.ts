import { digest } from '../../catalog/judged-part.ts';
import type { Inspection } from '../../inspection/inspect.ts';
import { type Box, boxIn } from './judgement.ts';
import type { SharedSignOffs } from './sign-offs.ts';

/**
 * A domain of which the default branch has no taxonomy that can be used, so that a pull request is judged by its own. Whoever
 * brings it would set the bar for themselves, and names and colours of labels: until somebody with write access agrees, it
 * judges and does nothing else.
 */
export type Founding = Box & { domain: string; path: string; categories: number; isNew: boolean };

/** The domains that a pull request founds or mends; none where one of its authors may write, who could as well push it. */
export function foundingsIn(
  inspections: readonly Inspection[],
  signOffs: SharedSignOffs,
  authorMayWrite: boolean,
): Founding[] {
  if (authorMayWrite) return [];
  return inspections.flatMap(({ scope, policy }): Founding[] => {
    const { taxonomy, qualityTable, proposed } = policy;
    if (proposed === undefined) return [];
    const { domain } = scope;
    const part = digest([JSON.stringify(taxonomy), JSON.stringify(qualityTable.metrics)]);
    const path = `patterns/${domain}/taxonomy.yaml`;
    return [
      {
        ...boxIn(signOffs, `domain ${domain}`, part),
        domain,
        path,
        categories: taxonomy.categories.length,
        isNew: proposed === 'new',
      },
    ];
  });
}

export function isOpen({ agreed }: Box): boolean {
  return agreed === null;
}

/** The domains that nobody with write access has agreed to yet. */
export function openDomains(foundings: readonly Founding[]): ReadonlySet<string> {
  return new Set(foundings.filter(isOpen).map(({ domain }) => domain));
}

/** Whose turn it is while somebody has to agree: in the comment, and as the title of the check. */
export function foundingSentence(founds: readonly Founding[]): string {
  const isNew = founds.every(founding => founding.isNew);
  return `${isNew ? 'A new domain' : 'A taxonomy of its own'} — a maintainer’s turn: agree to it`;
}
