/** A pull request as it stood at one moment: all that a review depends on, apart from file contents. */
export type PullRequestSnapshot = {
  repository: RepositorySnapshot;
  id: string;
  number: number;
  url: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  /** Not ready for review: the author says so. */
  isDraft: boolean;
  /** Only people with write access may take part in the conversation, and no App is one. */
  isLocked: boolean;
  author: string | null;
  headOid: string;
  baseBranch: string;
  files: ChangedFile[];
  /** GitHub lists at most 3,000 files; then some are missing from `files`. */
  filesComplete: boolean;
  /** Names of the labels that it has. */
  labels: string[];
  /** The last act on each label, by its name in lower case: who, when (ISO 8601), and whether it was put on. */
  labelActs: Record<string, LabelAct>;
  /** Own comments that carry the marker, oldest first. */
  comments: OwnComment[];
  /** Latest opinion of each person with write access who is not the author; machines have none. */
  opinions: Opinion[];
  /** Own submitted reviews that carry the marker, oldest first. */
  notes: Note[];
  /** A note of ours that was begun and never sent, by its id. */
  unsentNote: string | null;
  /** Comments of people that may hold commands and have no answer yet, oldest first. */
  requests: Request[];
  /** People among editors of the comment and writers of requests who have write access. */
  writers: string[];
  /** Other open pull requests that may claim the same: no siblings, and none of the same stack. */
  others: { number: number; headOid: string }[];
  /** Other open pull requests of this very head, oldest first. */
  siblings: Sibling[];
  /** Its latest run of ours. `completed`: nobody waits for another one. */
  checkRun: { id: string; externalId: string | null; completed: boolean } | null;
  /** Of the head, whatever they ran. */
  workflowRuns: WorkflowRun[];
};

/** Of an App, `actor` is its login with `[bot]`. */
export type LabelAct = { actor: string | null; added: boolean; at: string };

/** Where people say what they agree to. */
export type Conversation = Pick<PullRequestSnapshot, 'comments' | 'opinions' | 'writers'>;

/** Null: not read. */
export type Sibling = {
  number: number;
  author: string | null;
  baseBranch: string;
  conversation: Conversation | null;
};

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

/** `from`: what a renamed file was called, which is listed as deleted as well. */
export type ChangedFile = { path: string; change: 'added' | 'modified' | 'deleted'; from?: string };

/** Someone who asks for changes, which stands until they say otherwise or it is dismissed. */
export type Objector = {
  by: string;
  /** Said of another commit than this head: there is something new for them to look at. */
  isEarlier: boolean;
};

export function objectorsTo({ opinions, headOid }: PullRequestSnapshot): Objector[] {
  return opinions.flatMap(({ by, state, commitOid }) =>
    state === 'CHANGES_REQUESTED' ? { by, isEarlier: commitOid !== headOid } : [],
  );
}

/** Whether the head, in whichever pull request, is to go into the default branch: its check is the same for all of them. */
export function goesIntoDefaultBranch({ repository, baseBranch, siblings }: PullRequestSnapshot): boolean {
  return [baseBranch, ...siblings.map(sibling => sibling.baseBranch)].includes(repository.defaultBranch);
}

/**
 * Whose work a head is. A check run belongs to a commit, so whoever has opened any pull request of it signs off nothing on
 * it: else the same commit, proposed once more by somebody else, would let authors agree to their own waivers.
 */
export function authorsOf({ author, siblings }: Pick<PullRequestSnapshot, 'author' | 'siblings'>): string[] {
  return [author, ...siblings.map(sibling => sibling.author)].flatMap(login => login ?? []);
}
