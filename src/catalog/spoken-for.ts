import { remembered } from '../pattern/remembered.ts';
import type { Claim } from './claim.ts';
import { nextFree, partsOf } from './fingerprint.ts';
import type { Library } from './library.ts';
import type { Taxonomy } from './taxonomy.generated.ts';

/** What fingerprints are given by. */
export type FingerprintContext = {
  taxonomy: Taxonomy;
  /** All patterns as they will be with the change. */
  library: Library;
  /** How things stand on the default branch; null when unknown. */
  base: Library | null;
  /** What other open pull requests take is as good as taken. */
  claims?: readonly Claim[] | null;
  /** The number of the pull request that is looked at, where it is one. */
  pullRequest?: number | undefined;
};

/**
 * Fingerprints that are taken, here or on the default branch, or as good as taken by other open pull requests. One that was opened earlier and must give
 * its fingerprint up gets the next free one before this does: told the same number, the two would only meet again.
 */
export function spokenFor(context: FingerprintContext): ReadonlySet<string> {
  const known = lastOf(context.library);
  const { taxonomy, base, claims, pullRequest } = known.context ?? {};
  const isSame =
    taxonomy === context.taxonomy &&
    base === context.base &&
    claims === context.claims &&
    pullRequest === context.pullRequest;
  if (known.taken && isSame) return known.taken;
  known.context = context;
  known.taken = takenIn(context);
  return known.taken;
}

/** What was asked last of a library: each of its patterns asks the same. */
const lastOf = remembered(
  (_: Library): { context?: FingerprintContext; taken?: ReadonlySet<string> } => ({}),
);

function takenIn({ taxonomy, library, base, claims, pullRequest = 0 }: FingerprintContext): Set<string> {
  const own = library.entries.map(({ fingerprint }) => fingerprint);
  const taken = new Set(base?.entries.map(({ fingerprint }) => fingerprint));
  const all = (claims ?? []).toSorted((a, b) => a.number - b.number);
  const unavailable = new Set([...taken, ...all.flatMap(({ fingerprint }) => fingerprint ?? []), ...own]);
  for (const { number, fingerprint } of all) {
    if (fingerprint === null) continue;
    const parts = partsOf(fingerprint);
    const mustMove = taken.has(fingerprint) && number < pullRequest && parts?.prefix === taxonomy.prefix;
    const given = mustMove ? nextFree(taxonomy, parts.area, unavailable) : null;
    taken.add(given ?? fingerprint);
    unavailable.add(given ?? fingerprint);
  }
  for (const fingerprint of own) taken.add(fingerprint);
  return taken;
}
