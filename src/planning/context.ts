import type { Parser } from '../examiner/open-parser.ts';
import type { GitHub } from '../github/client.ts';
import type { AppIdentity } from '../github/read-snapshot.ts';
import type { ClaimCache } from './load-claims.ts';
import type { PolicyCache } from './load-policy.ts';

/** What it takes to find out what the App would say. */
export type ReadingContext = {
  github: GitHub;
  identity: AppIdentity;
  parser: Parser;
  policies: PolicyCache;
  claims: ClaimCache;
  /** Of this release, named in the comment. */
  version: string;
};
