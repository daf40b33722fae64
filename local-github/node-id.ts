const PREFIXES = {
  App: 'A',
  Blob: 'B',
  Bot: 'BOT',
  CheckRun: 'CR',
  CheckSuite: 'CS',
  Commit: 'C',
  Installation: 'AI',
  IssueComment: 'IC',
  Label: 'LA',
  LabeledEvent: 'LE',
  MergeQueue: 'MQ',
  MergeQueueEntry: 'MQE',
  PullRequest: 'PR',
  PullRequestReview: 'PRR',
  PullRequestReviewComment: 'PRRC',
  PullRequestReviewThread: 'PRRT',
  Reaction: 'REA',
  Ref: 'REF',
  Repository: 'R',
  Tree: 'T',
  UnlabeledEvent: 'UNLE',
  User: 'U',
  UserContentEdit: 'UCE',
  WorkflowRun: 'WFR',
  WorkflowRunFile: 'WRF',
};

export type NodeKind = keyof typeof PREFIXES;

/** An opaque GraphQL node id that looks like GitHub's: a type prefix and base64url. Equal input, equal id. */
export function nodeId(kind: NodeKind, id: number | string): string {
  return `${PREFIXES[kind]}_${Buffer.from(`${kind}:${id}`).toString('base64url')}`;
}
