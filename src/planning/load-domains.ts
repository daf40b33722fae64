import type { Indexed } from '../catalog/read-index.ts';
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

/** What is known by a key that was used last is forgotten last. */
function rememberIn<Known>(map: Map<string, Known>, key: string, known: Known): void {
  map.delete(key);
  map.set(key, known);
  for (const oldest of map.keys()) if (map.size > maxRemembered) map.delete(oldest);
}

export function domainCache(): DomainCache {
  const cache = new Map<string, Promise<DomainAt[]>>();
  /** Of each repository what its index told last: most of it is the same after the next merge. */
  const indexes = new Map<string, Indexed>();
  const learn = (repositoryId: string, domains: readonly DomainAt[]): void =>
    rememberIn(indexes, repositoryId, new Map(domains.flatMap(({ indexed }) => [...indexed])));
  return {
    at(context, repositoryId, oid) {
      const key = keyOf(repositoryId, oid);
      const known = cache.get(key);
      if (known) return known;
      const tree = commitTrees(context.github, repositoryId)(oid);
      const loading = readDomains(context, tree, { known: indexes.get(repositoryId) ?? new Map() });
      rememberIn(cache, key, loading);
      const forget = (): void => void cache.delete(key);
      // An examiner that ran out of time says nothing of the file for good, so what is broken is looked at again.
      loading.then(domains => {
        learn(repositoryId, domains);
        if (isBroken(domains)) forget();
      }, forget);
      return loading;
    },
    keep(repositoryId, oid, domains) {
      learn(repositoryId, domains);
      if (!isBroken(domains)) rememberIn(cache, keyOf(repositoryId, oid), Promise.resolve([...domains]));
    },
  };
}

function keyOf(repositoryId: string, oid: string): string {
  return `${repositoryId} ${oid}`;
}

function isBroken(domains: readonly DomainAt[]): boolean {
  return domains.some(({ taxonomy }) => taxonomy === null);
}
