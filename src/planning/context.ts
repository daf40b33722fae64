import type { GitHub } from '../github/client.ts';
import type { AppIdentity } from '../github/reader.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { Examining } from './examine-files.ts';
import type { ClaimCache } from './load-claims.ts';
import type { DomainCache } from './load-domains.ts';

/** What it takes to find out what the App would say. */
export type PlanningContext = Examining & {
  github: GitHub;
  identity: AppIdentity;
  domains: DomainCache;
  claims: ClaimCache;
  /** Called once it is known whose pull request it is, before any of it is examined; returns what ends the turn. */
  takeTurn?: (snapshot: PullRequestSnapshot) => () => void;
  /** Of this release, named in the comment. */
  version: string;
};
