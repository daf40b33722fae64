import type { GitObject } from '../git-store/git-store.ts';
import { nodeId } from '../node-id.ts';
import type {
  Actor,
  Annotation,
  CheckRun,
  CheckSuite,
  Comment,
  Label,
  MergeQueueEntry,
  PullRequest,
  PullRequestReview,
  Reaction,
  Repository,
  ReviewComment,
  TimelineEvent,
  WorkflowRun,
} from '../state.ts';

/*
 * The values that resolvers hand to each other. `__typename` is how GraphQL tells them apart where a field may be
 * of several types; everything hangs on its repository, as on GitHub.
 */

export type RepositoryNode = ReturnType<typeof repositoryNode>;
export const repositoryNode = (repository: Repository) => ({
  __typename: 'Repository' as const,
  id: repository.nodeId,
  repository,
});

export type PullRequestNode = ReturnType<typeof pullRequestNode>;
export const pullRequestNode = (repository: Repository, pullRequest: PullRequest) => ({
  __typename: 'PullRequest' as const,
  id: pullRequest.nodeId,
  repository,
  pullRequest,
});

export type CommentNode = ReturnType<typeof commentNode>;
export const commentNode = (repository: Repository, pullRequest: PullRequest, comment: Comment) => ({
  __typename: 'IssueComment' as const,
  id: comment.nodeId,
  repository,
  pullRequest,
  comment,
});

export type EditNode = ReturnType<typeof editNode>;
export const editNode = (comment: Comment, edit: Comment['edits'][number]) => ({
  id: nodeId('UserContentEdit', `${comment.id}:${comment.edits.indexOf(edit)}`),
  edit,
});

export type ReactionNode = ReturnType<typeof reactionNode>;
export const reactionNode = (subject: CommentNode, reaction: Reaction) => ({ subject, reaction });

export type ReactionGroupNode = { subject: CommentNode; content: Reaction['content'] };

export type LabelNode = ReturnType<typeof labelNode>;
export const labelNode = (repository: Repository, label: Label) => ({
  __typename: 'Label' as const,
  id: label.nodeId,
  repository,
  label,
});

export type MergeQueueNode = ReturnType<typeof mergeQueueNode>;
export const mergeQueueNode = (repository: Repository) => ({
  __typename: 'MergeQueue' as const,
  id: nodeId('MergeQueue', repository.id),
  repository,
});

export type MergeQueueEntryNode = { repository: Repository; entry: MergeQueueEntry };

export type ReviewNode = ReturnType<typeof reviewNode>;
export const reviewNode = (repository: Repository, pullRequest: PullRequest, review: PullRequestReview) => ({
  __typename: 'PullRequestReview' as const,
  id: review.nodeId,
  repository,
  pullRequest,
  review,
});

export type ReviewCommentNode = ReturnType<typeof reviewCommentNode>;
export const reviewCommentNode = (of: ReviewNode, comment: ReviewComment) => ({
  __typename: 'PullRequestReviewComment' as const,
  id: comment.nodeId,
  repository: of.repository,
  pullRequest: of.pullRequest,
  review: of.review,
  comment,
});

/** A thread is known here by the comment that began it; nobody answers in it. */
export type ReviewThreadNode = { first: ReviewCommentNode };

export type LabelEventNode = ReturnType<typeof labelEventNode>;
export const labelEventNode = (repository: Repository, pullRequest: PullRequest, event: TimelineEvent) => ({
  __typename: event.kind === 'labeled' ? ('LabeledEvent' as const) : ('UnlabeledEvent' as const),
  id: event.nodeId,
  repository,
  pullRequest,
  event,
});

export type CheckSuiteNode = ReturnType<typeof checkSuiteNode>;
export const checkSuiteNode = (repository: Repository, suite: CheckSuite) => ({
  __typename: 'CheckSuite' as const,
  id: suite.nodeId,
  repository,
  suite,
});

export type CheckRunNode = ReturnType<typeof checkRunNode>;
export const checkRunNode = (repository: Repository, suite: CheckSuite, run: CheckRun) => ({
  __typename: 'CheckRun' as const,
  id: run.nodeId,
  repository,
  suite,
  run,
});

export type WorkflowRunNode = ReturnType<typeof workflowRunNode>;
export const workflowRunNode = (repository: Repository, suite: CheckSuite, workflowRun: WorkflowRun) => ({
  __typename: 'WorkflowRun' as const,
  id: workflowRun.nodeId,
  repository,
  suite,
  workflowRun,
});

export type AnnotationNode = { annotation: Annotation; blobUrl: string };

const GIT_TYPES = { blob: 'Blob', tree: 'Tree', commit: 'Commit', tag: 'Tag' } as const;

export type GitObjectNode = ReturnType<typeof gitObjectNode>;
export const gitObjectNode = (repository: Repository, { type, oid, content }: GitObject) => ({
  __typename: GIT_TYPES[type],
  repository,
  oid,
  content,
});

/** `name` is the whole name, as `refs/heads/main`. */
export type RefNode = ReturnType<typeof refNode>;
export const refNode = (repository: Repository, name: string, oid: string) => ({
  __typename: 'Ref' as const,
  id: nodeId('Ref', `${repository.id}:${name}`),
  repository,
  name,
  oid,
});

/** GraphQL knows a bot by its bare slug, REST and webhooks as `slug[bot]`. */
export type ActorNode = ReturnType<typeof actorNode>;
export const actorNode = ({ login, kind }: Actor) => ({
  __typename: kind === 'bot' ? ('Bot' as const) : ('User' as const),
  login: kind === 'bot' ? login.replace(/\[bot\]$/, '') : login,
});
