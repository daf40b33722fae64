import type { REACTIONS } from './reactions.ts';

/**
 * What the local GitHub remembers. Git itself (branches, commits, trees, refs/pull/N/head) lives in real bare
 * repositories on disk and is always read from there; this is everything that GitHub keeps beside Git.
 */
export type State = {
  users: User[];
  apps: App[];
  installations: Installation[];
  repositories: Repository[];
  deliveries: Delivery[];
};

/** `token` authorises REST, GraphQL and Git over HTTP as this person. */
export type User = { id: number; nodeId: string; login: string; token: string };

export type App = {
  id: number;
  slug: string;
  name: string;
  publicKey: string;
  webhookUrl: string;
  webhookSecret: string;
  permissions: Record<string, 'read' | 'write'>;
  events: string[];
};

export type Installation = {
  id: number;
  appId: number;
  account: string;
  repositoryIds: number[];
  suspendedAt: string | null;
  /** Live tokens with the second they expire, as GitHub gives them for an hour. */
  tokens: InstallationToken[];
};

/** `repositoryIds` and `permissions` when the App asked for less than the installation has. */
export type InstallationToken = {
  token: string;
  expiresAt: string;
  repositoryIds?: number[];
  permissions?: App['permissions'];
};

export type Repository = {
  id: number;
  nodeId: string;
  owner: string;
  name: string;
  defaultBranch: string;
  archived: boolean;
  /** The repository this one was forked from. */
  parentId: number | null;
  /** Bare repository on disk. */
  gitDirectory: string;
  collaborators: { login: string; permission: 'read' | 'triage' | 'write' | 'maintain' | 'admin' }[];
  /** Check-run names that must conclude success, neutral or skipped before a merge into the default branch. */
  requiredChecks: string[];
  /**
   * Nobody but these app slugs may move the default branch other than by a merged pull request. A ruleset unless
   * `classic`: GitHub's GraphQL words the two refusals differently.
   */
  protection: { restrictPushes: boolean; bypassApps: string[]; classic?: boolean } | null;
  labels: Label[];
  pullRequests: PullRequest[];
  /** Groups that wait to be merged, the first of them first. */
  mergeQueue: MergeQueueEntry[];
  checkSuites: CheckSuite[];
};

/** A pull request that is to be merged, and the commit that its merge would be. */
export type MergeQueueEntry = { nodeId: string; pullRequest: number; headOid: string };

export type Label = { id: number; nodeId: string; name: string; color: string; description: string };

/** Who did something: a person, or an App as `slug[bot]`. */
export type Actor = { login: string; kind: 'user' | 'bot' };

export type PullRequest = {
  id: number;
  nodeId: string;
  number: number;
  title: string;
  body: string;
  author: Actor;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  draft: boolean;
  baseBranch: string;
  headRepositoryId: number;
  headBranch: string;
  /** Last head seen; refs/pull/N/head in the base repository points here too. */
  headOid: string;
  labels: string[];
  comments: Comment[];
  reviews: PullRequestReview[];
  timeline: TimelineEvent[];
  mergeCommitOid: string | null;
  createdAt: string;
  /** When the last event told of it; its comments and reviews have times of their own. */
  changedAt: string;
  /** Only people with write access may take part in its conversation; Apps are not people. Absent: everybody. */
  locked?: boolean;
  /** Absent while it is open. */
  closedAt?: string;
  mergedBy?: Actor;
};

export type Comment = {
  id: number;
  nodeId: string;
  author: Actor;
  body: string;
  createdAt: string;
  updatedAt: string;
  edits: { editor: string; editedAt: string; body: string }[];
  reactions: Reaction[];
  /** Absent unless it is hidden: why, as `minimizeComment` was told. */
  minimizedReason?: string;
};

/** `content` is GraphQL's word: THUMBS_UP where REST says +1. */
export type Reaction = {
  id: number;
  nodeId: string;
  content: keyof typeof REACTIONS;
  actor: Actor;
  createdAt: string;
};

export type PullRequestReview = {
  id: number;
  nodeId: string;
  author: Actor;
  /** PENDING until it is submitted; only its author sees it so far. */
  state: 'PENDING' | 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  commitOid: string;
  body: string;
  comments: ReviewComment[];
  createdAt: string;
  /** Null while it is pending. */
  submittedAt: string | null;
  /** Absent unless it is hidden, as with a comment. */
  minimizedReason?: string;
  dismissal?: { actor: Actor; message: string; at: string };
};

/** What a review says of lines; where they are by now is read from Git. Its author is the review's. */
export type ReviewComment = {
  id: number;
  nodeId: string;
  body: string;
  path: string;
  line: number;
  /** The first line when it is about several. */
  startLine: number | null;
  side: 'LEFT' | 'RIGHT';
  startSide: 'LEFT' | 'RIGHT' | null;
  /** The head that was looked at, and of the file the side that the lines are counted in. */
  commitOid: string;
  blobOid: string;
  /** The part of the diff that ends with the line, and how many lines of the file's diff come before. */
  diffHunk: string;
  position: number;
  createdAt: string;
  minimizedReason?: string;
};

export type TimelineEvent = {
  nodeId: string;
  kind: 'labeled' | 'unlabeled';
  label: string;
  actor: Actor;
  createdAt: string;
};

/** One suite per App and head commit, as on GitHub; of GitHub Actions one per workflow run. */
export type CheckSuite = {
  id: number;
  nodeId: string;
  appId: number;
  headOid: string;
  runs: CheckRun[];
  /** Asked for again and not answered yet: the suite is queued, its runs stay as they are. */
  rerequested: boolean;
  /** Absent unless the suite is that of GitHub Actions. */
  workflowRun?: WorkflowRun;
};

/** `path` is that of the workflow's file. */
export type WorkflowRun = { id: number; nodeId: string; event: string; path: string; createdAt: string };

export type CheckRun = {
  id: number;
  nodeId: string;
  name: string;
  externalId: string;
  status: 'QUEUED' | 'IN_PROGRESS' | 'COMPLETED';
  conclusion: string | null;
  title: string;
  summary: string;
  text: string;
  detailsUrl: string | null;
  annotations: Annotation[];
  startedAt: string;
  completedAt: string | null;
};

export type Annotation = {
  path: string;
  startLine: number;
  endLine: number;
  startColumn: number | null;
  endColumn: number | null;
  level: 'FAILURE' | 'WARNING' | 'NOTICE';
  title: string | null;
  message: string;
  rawDetails: string | null;
};

export type DeliveryAttempt = { id: number; at: string; status: number | null; error: string | null };

export type Delivery = {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  appId: number;
  payload: string;
  /** GitHub lists each with an id of its own. */
  attempts: DeliveryAttempt[];
};
