/** A pull request as it stood at one moment: all that a review depends on, apart from file contents. */
export type PullRequestSnapshot = {
  repository: RepositorySnapshot;
  id: string;
  number: number;
  url: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  /** Not ready for review: the author says so. */
  isDraft: boolean;
  author: string | null;
  headOid: string;
  baseBranch: string;
  files: ChangedFile[];
  /** GitHub lists at most 3,000 files; then some are missing from `files`. */
  filesComplete: boolean;
  /** Names of the labels that it has. */
  labels: string[];
  /** The last act on each label: who, when (ISO 8601), and whether it was put on. */
  labelActs: Record<string, LabelAct>;
  /** Own comments that carry the marker, oldest first. */
  comments: OwnComment[];
  /** Latest opinion of each person with write access who is not the author. */
  opinions: Opinion[];
  /** Own submitted reviews that carry the marker, oldest first. */
  notes: Note[];
  /** Comments of people that may hold commands and have no answer yet, oldest first. */
  requests: Request[];
  /** People among editors of the comment and writers of requests who have write access. */
  writers: string[];
  /** Other open pull requests of the repository. */
  others: { number: number; headOid: string }[];
  /** Its latest run of ours. `completed`: nobody waits for another one. */
  checkRun: { id: string; externalId: string | null; completed: boolean } | null;
  /** Of the head, whatever they ran. */
  workflowRuns: WorkflowRun[];
};

export type LabelAct = { actor: string | null; added: boolean; at: string };

export type OwnComment = {
  id: string;
  url: string;
  body: string;
  /** Every text that it had, newest first, where somebody else has edited it since we last looked; else empty. */
  revisions: Revision[];
  /** Ids of the edits by others that are known of; one that comes later was made while we wrote. */
  foreignEdits: string[];
};

/** One text of a comment and who wrote it. `text` is null when its writer has deleted it from the history. */
export type Revision = {
  id: string;
  editor: string | null;
  kind: 'own' | 'person' | 'bot';
  text: string | null;
};

export type Opinion = {
  by: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED' | 'COMMENTED' | 'PENDING';
  commitOid: string | null;
};

export type Note = {
  id: string;
  body: string;
  minimized: boolean;
  suggestions: { id: string; body: string; outdated: boolean; minimized: boolean }[];
};

/** A comment that may hold commands: never edited, not written by a machine. `isSeen`: it has our 👀. */
export type Request = {
  id: string;
  url: string;
  author: string;
  body: string;
  isSeen: boolean;
  /** The answer is written, only the last reaction is missing. */
  isReplied: boolean;
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

/** Who asks for changes, of whatever head: it stands until they say otherwise or it is dismissed. */
export function objectorsTo({ opinions }: PullRequestSnapshot): string[] {
  return opinions.flatMap(({ by, state }) => (state === 'CHANGES_REQUESTED' ? by : []));
}

/** Who approves this very head: with write access, and not the author. */
export function approversOf({ opinions, headOid }: PullRequestSnapshot): string[] {
  return opinions.flatMap(({ by, state, commitOid }) =>
    state === 'APPROVED' && commitOid === headOid ? by : [],
  );
}
