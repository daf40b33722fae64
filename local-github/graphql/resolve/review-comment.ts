import type { PullRequestReviewThreadCommentsArgs } from '@octokit/graphql-schema';
import { actorOf } from '../../auth.ts';
import { nodeId } from '../../node-id.ts';
import { association, pullRequestPage } from '../../present/issue.ts';
import { presentPlace } from '../../review-places.ts';
import { connection } from '../connection.ts';
import type { Fields } from '../context.ts';
import {
  actorNode,
  pullRequestNode,
  type ReviewCommentNode,
  type ReviewThreadNode,
  repositoryNode,
  reviewNode,
} from '../node.ts';
import { readNode } from './git-object.ts';

export const reviewCommentFields: Fields<ReviewCommentNode> = {
  id: ({ id }) => id,
  databaseId: ({ comment }) => comment.id,
  fullDatabaseId: ({ comment }) => String(comment.id),
  author: ({ review }) => actorNode(review.author),
  authorAssociation: ({ repository, review }) => association(repository, review.author),
  viewerDidAuthor: ({ review }, _, { viewer }) => actorOf(viewer).login === review.author.login,
  body: ({ comment }) => comment.body,
  state: ({ review }) => (review.state === 'PENDING' ? 'PENDING' : 'SUBMITTED'),
  isMinimized: ({ comment }) => comment.minimizedReason !== undefined,
  minimizedReason: ({ comment }) => comment.minimizedReason ?? null,
  path: ({ comment }) => comment.path,
  diffHunk: ({ comment }) => comment.diffHunk,
  outdated: async source => (await placeOf(source)) === null,
  line: async source => (await placeOf(source))?.line ?? null,
  startLine: async source => (await placeOf(source))?.startLine ?? null,
  originalLine: ({ comment }) => comment.line,
  originalStartLine: ({ comment }) => comment.startLine,
  originalCommit: ({ repository, comment }) => readNode(repository, comment.commitOid),
  createdAt: ({ comment }) => comment.createdAt,
  updatedAt: ({ comment }) => comment.createdAt,
  url: ({ repository, pullRequest, comment }, _, { world }) =>
    `${pullRequestPage(world, repository, pullRequest)}#discussion_r${comment.id}`,
  pullRequest: ({ repository, pullRequest }) => pullRequestNode(repository, pullRequest),
  pullRequestReview: ({ repository, pullRequest, review }) => reviewNode(repository, pullRequest, review),
  repository: ({ repository }) => repositoryNode(repository),
};

export const reviewThreadFields: Fields<ReviewThreadNode> = {
  id: ({ first }) => nodeId('PullRequestReviewThread', first.comment.id),
  path: ({ first }) => first.comment.path,
  diffSide: ({ first }) => first.comment.side,
  startDiffSide: ({ first: { comment } }) =>
    comment.startLine === null ? null : (comment.startSide ?? comment.side),
  isOutdated: async ({ first }) => (await placeOf(first)) === null,
  isResolved: () => false,
  line: async ({ first }) => (await placeOf(first))?.line ?? null,
  startLine: async ({ first }) => (await placeOf(first))?.startLine ?? null,
  comments: ({ first }, page: PullRequestReviewThreadCommentsArgs) => connection([first], page),
};

function placeOf({ repository, pullRequest, comment }: ReviewCommentNode) {
  return presentPlace(repository, pullRequest, comment);
}
