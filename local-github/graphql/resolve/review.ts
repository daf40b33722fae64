import type { PullRequestReviewCommentsArgs } from '@octokit/graphql-schema';
import { actorOf, hasAccess } from '../../auth.ts';
import { association, pullRequestPage } from '../../present/issue.ts';
import type { PullRequest, PullRequestReview, Repository } from '../../state.ts';
import { connection } from '../connection.ts';
import type { Fields } from '../context.ts';
import { actorNode, pullRequestNode, type ReviewNode, repositoryNode, reviewCommentNode } from '../node.ts';
import { readNode } from './git-object.ts';

export const reviewFields: Fields<ReviewNode> = {
  id: ({ id }) => id,
  databaseId: ({ review }) => review.id,
  author: ({ review }) => actorNode(review.author),
  authorAssociation: ({ repository, review }) => association(repository, review.author),
  authorCanPushToRepository: ({ repository, review }) => hasAccess(repository, review.author.login, 'write'),
  viewerDidAuthor: ({ review }, _, { viewer }) => actorOf(viewer).login === review.author.login,
  state: ({ review }) => review.state,
  body: ({ review }) => review.body,
  submittedAt: ({ review }) => review.submittedAt,
  createdAt: ({ review }) => review.createdAt,
  updatedAt: ({ review }) => review.dismissal?.at ?? review.submittedAt ?? review.createdAt,
  isMinimized: ({ review }) => review.minimizedReason !== undefined,
  minimizedReason: ({ review }) => review.minimizedReason ?? null,
  comments: (source, page: PullRequestReviewCommentsArgs) =>
    connection(
      source.review.comments.map(comment => reviewCommentNode(source, comment)),
      page,
    ),
  commit: ({ repository, review }) => readNode(repository, review.commitOid),
  pullRequest: ({ repository, pullRequest }) => pullRequestNode(repository, pullRequest),
  repository: ({ repository }) => repositoryNode(repository),
  url: ({ repository, pullRequest, review }, _, { world }) =>
    `${pullRequestPage(world, repository, pullRequest)}#pullrequestreview-${review.id}`,
};

/** Each reviewer's last word, which a mere comment does not take back; a dismissed review is among them as such. */
export function latestOpinions(
  repository: Repository,
  pullRequest: PullRequest,
  options: { writersOnly: boolean },
): PullRequestReview[] {
  const latest = new Map<string, PullRequestReview>();
  for (const review of pullRequest.reviews) {
    if (review.state === 'COMMENTED' || review.state === 'PENDING') continue;
    if (options.writersOnly && !hasAccess(repository, review.author.login, 'write')) continue;
    latest.delete(review.author.login);
    latest.set(review.author.login, review);
  }
  return [...latest.values()];
}
