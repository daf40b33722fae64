import type { ChangedFileAnswer } from './changed-file.ts';
import type { Page } from './client.ts';
import type { SuiteAnswer } from './workflow-runs.ts';

/** What GitHub answers to the snapshot query. */
export type SnapshotAnswer = {
  viewer: { login: string };
  node: (RepositoryAnswer & { pullRequest: PullAnswer | null }) | null;
};

export type RepositoryAnswer = {
  id: string;
  nameWithOwner: string;
  url: string;
  isArchived: boolean;
  defaultBranchRef: { name: string; target: { oid: string } } | null;
  labels: Page<{ id: string; name: string }>;
  pullRequests: Page<OpenAnswer>;
};

export type PullAnswer = {
  id: string;
  number: number;
  url: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  isDraft: boolean;
  author: { login: string } | null;
  baseRefName: string;
  headRefName: string;
  headRefOid: string;
  isCrossRepository: boolean;
  changedFiles: number;
  files: Page<ChangedFileAnswer>;
  labels: { nodes: { id: string; name: string }[] };
  comments: Page<CommentAnswer>;
  reviews: { nodes: ReviewAnswer[] } | null;
  timelineItems: { nodes: (LabelEventAnswer | null)[] };
  latestOpinionatedReviews: { nodes: OpinionAnswer[] } | null;
  commits: {
    nodes: {
      commit: { checkSuites: { nodes: Suite[] } | null; workflows: { nodes: SuiteAnswer[] } | null };
    }[];
  };
};

/** An open pull request: what it stands on, and whose it is. */
export type OpenAnswer = Pick<
  PullAnswer,
  'number' | 'headRefOid' | 'headRefName' | 'baseRefName' | 'isCrossRepository' | 'author'
>;

export type LabelEventAnswer = {
  __typename: string;
  createdAt: string;
  actor: { __typename: string; login: string } | null;
  label: { name: string } | null;
};

/** Who edited a comment: a person may be called as an App is. */
export type Editor = { __typename: string; login: string };

export type CommentAnswer = {
  id: string;
  url: string;
  body: string;
  viewerDidAuthor: boolean;
  lastEditedAt: string | null;
  author: { __typename: string; login: string } | null;
  reactionGroups: { content: string; viewerHasReacted: boolean }[] | null;
  /** Newest first. */
  userContentEdits: { nodes: { id: string; editor: Editor | null }[] } | null;
};

export type ReviewAnswer = {
  id: string;
  author: { __typename: string; login: string } | null;
  state: string;
  body: string;
  viewerDidAuthor: boolean;
  isMinimized: boolean;
  comments: { nodes: { id: string; body: string; outdated: boolean; isMinimized: boolean }[] };
};

type OpinionAnswer = {
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED' | 'COMMENTED' | 'PENDING';
  author: { __typename: string; login: string } | null;
  commit: { oid: string } | null;
};

type Suite = {
  status: string;
  checkRuns: { nodes: { id: string; externalId: string | null; status: string }[] } | null;
};
