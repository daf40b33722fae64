import type { PullRequestSnapshot } from '../../src/review/snapshot.ts';
import type { People } from './people.ts';

/**
 * A pull request to be acted out on the local GitHub: Ada opens it, and what the App reads after the last act, which it
 * has not answered yet, is what is recorded.
 */
export type Scene = {
  /** The fixture's folder. */
  name: string;
  /** One sentence: what happens, and what the review must make of it. */
  story: string;
  /** On the default branch, beyond the library that all have. */
  before?: Record<string, string>;
  /** What the pull request changes; null: deletes. */
  after: Record<string, string | Uint8Array | null>;
  /** Without: the branch is pushed by Ada, who has write access. With: by Mallory, from a fork. */
  fromFork?: boolean;
  /** What has happened before she opens it. */
  prepared?(people: People): unknown;
  /** What has happened since she opened it, each act answered by the App. */
  answered?(people: People): unknown;
  /** What has happened since the App looked last. Without it, and with `answered`, the App has said all there is to say. */
  unanswered?(people: People): unknown;
  /** What could be acted out only with thousands of files. */
  instead?: Partial<PullRequestSnapshot>;
};
