/** A pull request as it stood at one moment: all that a review depends on, apart from file contents. */
export type PullRequestSnapshot = {
  repository: RepositorySnapshot;
  id: string;
  number: number;
  url: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  author: string | null;
  headOid: string;
  baseBranch: string;
  files: ChangedFile[];
  /** GitHub lists at most 3,000 files; then some are missing from `files`. */
  filesComplete: boolean;
  /** Names of the labels that it has. */
  labels: string[];
  /** The last act on each label: who, and whether it was put on. */
  labelActs: Record<string, { actor: string | null; added: boolean }>;
  /** Own comments that carry the marker, oldest first. */
  comments: { id: string; body: string }[];
  /** People with write access who approve this very head. */
  approvedBy: string[];
  /** Its latest run of ours. `completed`: nobody waits for another one. */
  checkRun: { id: string; externalId: string | null; completed: boolean } | null;
  /** Of the head, whatever they ran. */
  workflowRuns: WorkflowRun[];
};

export type RepositorySnapshot = {
  id: string;
  nameWithOwner: string;
  url: string;
  defaultBranch: string;
  /** Head of the default branch: policy is read at this commit. */
  defaultOid: string;
  /** Node ids of the labels that exist, by name in lower case: GitHub does not tell names apart by case. */
  labelIds: Record<string, string>;
  /** The App's own login, without `[bot]`. */
  viewer: string;
};

/** A run of a workflow on a commit, as its check suite tells it. */
export type WorkflowRun = {
  /** The slug of the App whose suite it is. */
  app: string | null;
  event: string;
  /** The workflow's file in its repository. */
  file: string | null;
  url: string;
  status: string;
  conclusion: string | null;
  createdAt: string;
  /** Of a completed run: when it ended. */
  updatedAt: string;
};

export type ChangedFile = { path: string; change: 'added' | 'modified' | 'deleted' };
