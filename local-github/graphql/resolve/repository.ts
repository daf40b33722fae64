import type {
  PullRequest as PullRequestType,
  RepositoryLabelArgs,
  RepositoryLabelsArgs,
  RepositoryMergeQueueArgs,
  RepositoryObjectArgs,
  RepositoryPullRequestArgs,
  RepositoryPullRequestsArgs,
  RepositoryRefArgs,
} from '@octokit/graphql-schema';
import { findLabel } from '../../actions/labels.ts';
import { presentRepository } from '../../present/repository.ts';
import { needRead } from '../access.ts';
import { connection } from '../connection.ts';
import type { Fields } from '../context.ts';
import {
  actorNode,
  labelNode,
  mergeQueueNode,
  pullRequestNode,
  type RepositoryNode,
  repositoryNode,
} from '../node.ts';
import { problem } from '../problem.ts';
import { readNode } from './git-object.ts';
import { sortedLabels } from './label.ts';
import { findRef } from './ref.ts';

export const repositoryFields: Fields<RepositoryNode> = {
  id: ({ id }) => id,
  databaseId: ({ repository }) => repository.id,
  name: ({ repository }) => repository.name,
  nameWithOwner: ({ repository }) => `${repository.owner}/${repository.name}`,
  owner: ({ repository }) => actorNode({ login: repository.owner, kind: 'user' }),
  url: ({ repository }, _, { world }) => presentRepository(world, repository).html_url,
  isArchived: ({ repository }) => repository.archived,
  isFork: ({ repository }) => repository.parentId !== null,
  isPrivate: () => false,
  parent: ({ repository }, _, { world }) => {
    const parent = world.state.repositories.find(({ id }) => id === repository.parentId);
    return parent ? repositoryNode(parent) : null;
  },

  defaultBranchRef: async ({ repository }, _, context) => {
    needRead(context, 'contents');
    return findRef(repository, `refs/heads/${repository.defaultBranch}`);
  },
  ref: ({ repository }, { qualifiedName }: RepositoryRefArgs, context) => {
    needRead(context, 'contents');
    return findRef(repository, qualifiedName);
  },
  object: ({ repository }, { expression, oid }: RepositoryObjectArgs, context) => {
    needRead(context, 'contents');
    return readNode(repository, expression ?? oid ?? '');
  },

  label: ({ repository }, { name }: RepositoryLabelArgs) => {
    const label = findLabel(repository, name);
    return label ? labelNode(repository, label) : null;
  },
  labels: ({ repository }, { orderBy, query, ...page }: RepositoryLabelsArgs) => {
    const wanted = repository.labels.filter(({ name }) => name.includes(query ?? ''));
    return connection(
      sortedLabels(wanted, orderBy).map(label => labelNode(repository, label)),
      page,
    );
  },

  mergeQueue: ({ repository }, { branch }: RepositoryMergeQueueArgs, context) => {
    needRead(context, 'merge_queues');
    const isThere = branch == null || branch === repository.defaultBranch;
    return isThere && repository.mergeQueue.length > 0 ? mergeQueueNode(repository) : null;
  },

  pullRequest: ({ repository }, { number }: RepositoryPullRequestArgs, context) => {
    needRead(context, 'pull_requests');
    const pullRequest = repository.pullRequests.find(candidate => candidate.number === number);
    if (pullRequest) return pullRequestNode(repository, pullRequest);
    throw problem('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
  },
  pullRequests: ({ repository }, args: RepositoryPullRequestsArgs, context) => {
    needRead(context, 'pull_requests');
    const { states, headRefName, baseRefName, ...page } = args;
    const wanted = repository.pullRequests.filter(
      ({ state, headBranch, baseBranch }) =>
        (!states || states.some((one: PullRequestType['state']) => one === state)) &&
        (headRefName == null || headBranch === headRefName) &&
        (baseRefName == null || baseBranch === baseRefName),
    );
    return connection(
      wanted.map(pullRequest => pullRequestNode(repository, pullRequest)),
      page,
    );
  },
};
