import { findRepository as repositoryNamed } from '../repositories.ts';
import type { PullRequest, Repository } from '../state.ts';
import { CONVERSATION, needRead, seesReview, visible } from './access.ts';
import type { Context } from './context.ts';
import {
  checkRunNode,
  checkSuiteNode,
  commentNode,
  labelNode,
  pullRequestNode,
  repositoryNode,
  reviewCommentNode,
  reviewNode,
} from './node.ts';
import { problem } from './problem.ts';

type Node = ReturnType<
  | typeof repositoryNode
  | typeof labelNode
  | typeof pullRequestNode
  | typeof commentNode
  | typeof reviewNode
  | typeof reviewCommentNode
  | typeof checkSuiteNode
  | typeof checkRunNode
>;

/** What an App needs, any of it, to be given a node of that type. */
const PERMISSIONS: Partial<Record<Node['__typename'], string[]>> = {
  PullRequest: ['pull_requests'],
  PullRequestReview: ['pull_requests'],
  PullRequestReviewComment: ['pull_requests'],
  IssueComment: CONVERSATION,
  CheckSuite: ['checks'],
  CheckRun: ['checks'],
};

/** The thing with that id, of any type; what the viewer cannot see is not found either. */
export function findNode(context: Context, id: string): Node {
  for (const repository of context.world.state.repositories) {
    const found = visible(context, repository) && search(context, repository, id);
    if (!found) continue;
    needRead(context, ...(PERMISSIONS[found.__typename] ?? ['metadata']));
    return found;
  }
  throw problem('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

/** The thing with that id and of that type. */
export function findNodeOf<Type extends Node['__typename']>(
  context: Context,
  type: Type,
  id: string,
): Extract<Node, { __typename: Type }> {
  const node = findNode(context, id);
  if (isOf(node, type)) return node;
  throw problem('NOT_FOUND', `Could not resolve to ${type} node with the global id of '${id}'.`);
}

/** The repository with that `owner/name`, in whatever case. */
export function findRepository(context: Context, nameWithOwner: string): Repository {
  const [owner = '', name = ''] = nameWithOwner.split('/');
  const repository = visible(context, repositoryNamed(context.world, owner, name));
  if (repository) return repository;
  throw problem('NOT_FOUND', `Could not resolve to a Repository with the name '${nameWithOwner}'.`);
}

function isOf<Type extends Node['__typename']>(
  node: Node,
  type: Type,
): node is Extract<Node, { __typename: Type }> {
  return node.__typename === type;
}

function search(context: Context, repository: Repository, id: string): Node | null {
  if (repository.nodeId === id) return repositoryNode(repository);
  const label = repository.labels.find(({ nodeId }) => nodeId === id);
  if (label) return labelNode(repository, label);
  for (const suite of repository.checkSuites) {
    if (suite.nodeId === id) return checkSuiteNode(repository, suite);
    const run = suite.runs.find(({ nodeId }) => nodeId === id);
    if (run) return checkRunNode(repository, suite, run);
  }
  for (const pullRequest of repository.pullRequests) {
    const found = searchPullRequest(context, repository, pullRequest, id);
    if (found) return found;
  }
  return null;
}

function searchPullRequest(
  context: Context,
  repository: Repository,
  pullRequest: PullRequest,
  id: string,
): Node | null {
  if (pullRequest.nodeId === id) return pullRequestNode(repository, pullRequest);
  const comment = pullRequest.comments.find(({ nodeId }) => nodeId === id);
  if (comment) return commentNode(repository, pullRequest, comment);
  for (const review of pullRequest.reviews.filter(one => seesReview(context, one))) {
    const node = reviewNode(repository, pullRequest, review);
    if (review.nodeId === id) return node;
    const onLines = review.comments.find(({ nodeId }) => nodeId === id);
    if (onLines) return reviewCommentNode(node, onLines);
  }
  return null;
}
