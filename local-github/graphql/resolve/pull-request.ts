import type {
  PullRequestCommentsArgs,
  PullRequestCommitsArgs,
  PullRequestFilesArgs,
  PullRequestLabelsArgs,
  PullRequestLatestOpinionatedReviewsArgs,
  PullRequestReviewsArgs,
  PullRequestTimelineItemsArgs,
} from '@octokit/graphql-schema';
import { findLabel } from '../../actions/labels.ts';
import { actorOf } from '../../auth.ts';
import { gitAt } from '../../git-store/stores.ts';
import { association, pullRequestPage, updatedAtOf } from '../../present/issue.ts';
import { baseOidOf, filesOf } from '../../pull-request-git.ts';
import { headRepositoryOf } from '../../repositories.ts';
import type { Repository } from '../../state.ts';
import { needRead, seesReview } from '../access.ts';
import { connection } from '../connection.ts';
import type { Fields } from '../context.ts';
import {
  actorNode,
  commentNode,
  labelEventNode,
  labelNode,
  type PullRequestNode,
  repositoryNode,
  reviewNode,
} from '../node.ts';
import { notImplemented } from '../problem.ts';
import { readNode } from './git-object.ts';
import { sortedLabels } from './label.ts';
import { findRef } from './ref.ts';
import { latestOpinions } from './review.ts';

/** GitHub lists no more commits of one pull request than these. */
const MOST_COMMITS = 250;

const TIMELINE_KINDS: Record<string, 'labeled' | 'unlabeled'> = {
  LABELED_EVENT: 'labeled',
  UNLABELED_EVENT: 'unlabeled',
};

export const pullRequestCommitFields: Fields<{ repository: Repository; oid: string }> = {
  commit: ({ repository, oid }) => readNode(repository, oid),
};

export const pullRequestFields: Fields<PullRequestNode> = {
  id: ({ id }) => id,
  databaseId: ({ pullRequest }) => pullRequest.id,
  fullDatabaseId: ({ pullRequest }) => String(pullRequest.id),
  number: ({ pullRequest }) => pullRequest.number,
  title: ({ pullRequest }) => pullRequest.title,
  body: ({ pullRequest }) => pullRequest.body,
  url: ({ repository, pullRequest }, _, { world }) => pullRequestPage(world, repository, pullRequest),
  state: ({ pullRequest }) => pullRequest.state,
  closed: ({ pullRequest }) => pullRequest.state !== 'OPEN',
  merged: ({ pullRequest }) => pullRequest.state === 'MERGED',
  isDraft: ({ pullRequest }) => pullRequest.draft,
  locked: ({ pullRequest }) => pullRequest.locked ?? false,
  createdAt: ({ pullRequest }) => pullRequest.createdAt,
  updatedAt: ({ pullRequest }) => updatedAtOf(pullRequest),
  closedAt: ({ pullRequest }) => pullRequest.closedAt ?? null,
  mergedAt: ({ pullRequest }) => (pullRequest.state === 'MERGED' ? (pullRequest.closedAt ?? null) : null),
  mergedBy: ({ pullRequest }) => (pullRequest.mergedBy ? actorNode(pullRequest.mergedBy) : null),
  author: ({ pullRequest }) => actorNode(pullRequest.author),
  authorAssociation: ({ repository, pullRequest }) => association(repository, pullRequest.author),
  viewerDidAuthor: ({ pullRequest }, _, { viewer }) => actorOf(viewer).login === pullRequest.author.login,
  repository: ({ repository }) => repositoryNode(repository),
  baseRepository: ({ repository }) => repositoryNode(repository),

  baseRefName: ({ pullRequest }) => pullRequest.baseBranch,
  baseRef: ({ repository, pullRequest }) => findRef(repository, `refs/heads/${pullRequest.baseBranch}`),
  baseRefOid: ({ repository, pullRequest }) => baseOidOf(repository, pullRequest),
  headRefName: ({ pullRequest }) => pullRequest.headBranch,
  headRefOid: ({ pullRequest }) => pullRequest.headOid,
  headRef: ({ pullRequest }, _, { world }) => {
    const head = headRepositoryOf(world, pullRequest);
    return head ? findRef(head, `refs/heads/${pullRequest.headBranch}`) : null;
  },
  headRepository: ({ pullRequest }, _, { world }) => {
    const head = headRepositoryOf(world, pullRequest);
    return head ? repositoryNode(head) : null;
  },
  headRepositoryOwner: ({ pullRequest }, _, { world }) => {
    const head = headRepositoryOf(world, pullRequest);
    return head ? actorNode({ login: head.owner, kind: 'user' }) : null;
  },
  isCrossRepository: ({ repository, pullRequest }) => pullRequest.headRepositoryId !== repository.id,
  mergeCommit: ({ repository, pullRequest }) =>
    pullRequest.mergeCommitOid === null ? null : readNode(repository, pullRequest.mergeCommitOid),
  mergeable: async ({ repository, pullRequest }) => {
    if (pullRequest.state !== 'OPEN') return 'UNKNOWN';
    const base = await baseOidOf(repository, pullRequest);
    const tree = await gitAt(repository.gitDirectory).mergedTree(base, pullRequest.headOid);
    return tree === null ? 'CONFLICTING' : 'MERGEABLE';
  },

  changedFiles: async ({ repository, pullRequest }) => (await filesOf(repository, pullRequest)).length,
  files: async ({ repository, pullRequest }, page: PullRequestFilesArgs, { world }) => {
    const files = await filesOf(repository, pullRequest);
    // A renamed file's earlier path is not in GitHub's schema.
    const listed = files.slice(0, world.limits.pullRequestFiles).map(({ previousPath, ...file }) => file);
    return connection(listed, page);
  },
  commits: async ({ repository, pullRequest }, page: PullRequestCommitsArgs) => {
    const from = await baseOidOf(repository, pullRequest);
    const range = { from, to: pullRequest.headOid };
    const oids = (await gitAt(repository.gitDirectory).commits(range)).toReversed();
    const nodes = oids.slice(-MOST_COMMITS).map(oid => ({ repository, oid }));
    return { ...connection(nodes, page), totalCount: oids.length };
  },

  labels: ({ repository, pullRequest }, { orderBy, ...page }: PullRequestLabelsArgs) => {
    const labels = pullRequest.labels.flatMap(name => findLabel(repository, name) ?? []);
    return connection(
      sortedLabels(labels, orderBy).map(label => labelNode(repository, label)),
      page,
    );
  },
  comments: ({ repository, pullRequest }, page: PullRequestCommentsArgs, context) => {
    needRead(context, 'pull_requests', 'issues');
    return connection(
      pullRequest.comments.map(comment => commentNode(repository, pullRequest, comment)),
      page,
    );
  },
  reviews: ({ repository, pullRequest }, { states, author, ...page }: PullRequestReviewsArgs, context) => {
    const wanted = pullRequest.reviews.filter(
      review =>
        seesReview(context, review) &&
        (!states || states.some(state => state === review.state)) &&
        (author == null || review.author.login === author),
    );
    return connection(
      wanted.map(review => reviewNode(repository, pullRequest, review)),
      page,
    );
  },
  latestOpinionatedReviews: (
    { repository, pullRequest },
    { writersOnly, ...page }: PullRequestLatestOpinionatedReviewsArgs,
  ) => {
    const reviews = latestOpinions(repository, pullRequest, { writersOnly: writersOnly ?? false });
    return connection(
      reviews.map(review => reviewNode(repository, pullRequest, review)),
      page,
    );
  },
  timelineItems: ({ repository, pullRequest }, { itemTypes, ...page }: PullRequestTimelineItemsArgs) => {
    const kinds = itemTypes?.map(type => {
      const kind = TIMELINE_KINDS[type];
      if (kind === undefined) throw notImplemented(`timeline items of type ${type}`);
      return kind;
    });
    if (!kinds) throw notImplemented('timeline items of all types');
    const events = pullRequest.timeline.filter(({ kind }) => kinds.includes(kind));
    return connection(
      events.map(event => labelEventNode(repository, pullRequest, event)),
      page,
    );
  },
};
