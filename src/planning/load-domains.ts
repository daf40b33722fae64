import type { GitHub } from '../github/client.ts';
import { commitTrees } from '../github/commit-trees.ts';
import type { Examining } from './examine-files.ts';
import { type DomainAt, readDomains } from './read-domains.ts';

/** Reads the domains of commits and remembers the latest: they are a function of the commit alone. */
export type DomainCache = {
  at(context: Examining & { github: GitHub }, repositoryId: string, oid: string): Promise<DomainAt[]>;
  /** Of a commit that the App has made itself, nothing has to be read. */
  keep(repositoryId: string, oid: string, domains: readonly DomainAt[]): void;
};

const maxRemembered = 200;

export function domainCache(): DomainCache {
  const cache = new Map<string, Promise<DomainAt[]>>();
  const remember = (key: string, domains: Promise<DomainAt[]>): void => {
    cache.set(key, domains);
    for (const oldest of cache.keys()) if (cache.size > maxRemembered) cache.delete(oldest);
  };
  return {
    at(context, repositoryId, oid) {
      const key = keyOf(repositoryId, oid);
      const known = cache.get(key);
      if (known) return known;
      const loading = readDomains(context, commitTrees(context.github, repositoryId)(oid));
      remember(key, loading);
      const forget = (): void => void cache.delete(key);
      // An examiner that ran out of time says nothing of the file for good, so what is broken is looked at again.
      loading.then(domains => isBroken(domains) && forget(), forget);
      return loading;
    },
    keep(repositoryId, oid, domains) {
      if (!isBroken(domains)) remember(keyOf(repositoryId, oid), Promise.resolve([...domains]));
    },
  };
}

function keyOf(repositoryId: string, oid: string): string {
  return `${repositoryId} ${oid}`;
}

function isBroken(domains: readonly DomainAt[]): boolean {
  return domains.some(({ taxonomy }) => taxonomy === null);
}
