import type { Answer } from './document.ts';
import type { NodeOf } from './pages.ts';

/** What GitHub answers to the snapshot query, and names for its parts. */
export type SnapshotAnswer = Answer<'PullRequestSnapshot'>;

export type RepositoryAnswer = NonNullable<SnapshotAnswer['node']>;

export type PullAnswer = NonNullable<RepositoryAnswer['pullRequest']>;

/** An open pull request: what it stands on, and whose it is. */
export type OpenAnswer = NodeOf<RepositoryAnswer['pullRequests']>;

export type LabelEventAnswer = NodeOf<PullAnswer['timelineItems']>;

/** A comment, its edits newest first. */
export type CommentAnswer = NodeOf<PullAnswer['comments']>;

export type ReviewAnswer = NodeOf<PullAnswer['reviews']>;
