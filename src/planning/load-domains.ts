import type { GitHub } from '../github/client.ts';
import { commitTrees } from '../github/commit-trees.ts';
import type { Examining } from './examine-files.ts';
import { type DomainAt, readDomains } from './read-domains.ts';

/** Reads the domains of commits and remembers the latest: they are a function of the commit alone. */
export type DomainCache = (
  context: Examining & { github: GitHub },
  repositoryId: string,
  oid: string,
) => Promise<DomainAt[]>;

const maxRemembered = 200;

export function domainCache(): DomainCache {
  const cache = new Map<string, Promise<DomainAt[]>>();
  return (context, repositoryId, oid) => {
    const key = `${repositoryId} ${oid}`;
    const known = cache.get(key);
    if (known) return known;
    const loading = readDomains(context, commitTrees(context.github, repositoryId)(oid));
    cache.set(key, loading);
    const forget = (): void => void cache.delete(key);
    // An examiner that ran out of time says nothing of the file for good, so what is broken is looked at again.
    loading.then(domains => domains.some(({ taxonomy }) => taxonomy === null) && forget(), forget);
    for (const oldest of cache.keys()) if (cache.size > maxRemembered) cache.delete(oldest);
    return loading;
  };
}
