import type { PullRequestSnapshot } from '../review/snapshot.ts';
import { type GitHub, query, queryPast } from './client.ts';
import { labelActsIn } from './label-acts.ts';
import { neighboursOf } from './neighbours.ts';
import { opinionsIn } from './opinions.ts';
import { checkRunIn } from './own-check-run.ts';
import { allPages, nodesOf } from './pages.ts';
import {
  moreCommentsQuery,
  moreFilesQuery,
  moreLabelsQuery,
  moreOpenQuery,
  snapshotQuery,
} from './pull-request-documents.ts';
import { readConversation } from './read-conversation.ts';
import { type AppIdentity, readerOf } from './reader.ts';
import { renamedFiles, withRenames } from './renamed-files.ts';
import type { CommentAnswer, OpenAnswer, PullAnswer, RepositoryAnswer } from './snapshot-answer.ts';
import { workflowRunsIn } from './workflow-runs.ts';

/** More open pull requests than this are not looked at, only the oldest. */
const maxOpen = 500;

/**
 * Reads a pull request with one query, plus one per further page, plus one when files were renamed (GraphQL's changed
 * files carry no previous path). Null: repository or pull request is not there any more, or archived.
 */
export async function readSnapshot(
  github: GitHub,
  repositoryId: string,
  number: number,
  identity: AppIdentity,
): Promise<PullRequestSnapshot | null> {
  const variables = { repositoryId, number, app: identity.appId };
  const { node, viewer } = await queryPast(github, 'timelineItems', snapshotQuery, variables);
  const pull = node?.pullRequest;
  const defaultOid = node?.defaultBranchRef?.target?.oid;
  if (!pull || node.isArchived || !node.defaultBranchRef || defaultOid === undefined) return null;
  const { nameWithOwner } = node;
  const reader = readerOf(identity, nameWithOwner, viewer.login);
  const [files, comments, labelIds, open] = [
    await readFiles(github, nameWithOwner, pull),
    await readComments(github, pull),
    await readLabelIds(github, node),
    await readOpen(github, node),
  ];
  return {
    repository: {
      id: node.id,
      nameWithOwner,
      url: node.url,
      defaultBranch: node.defaultBranchRef.name,
      defaultOid,
      labelIds,
      viewer: reader.viewer,
    },
    id: pull.id,
    number: pull.number,
    url: pull.url,
    state: pull.state,
    isDraft: pull.isDraft,
    isLocked: pull.locked,
    author: pull.author?.login ?? null,
    headOid: pull.headRefOid,
    baseBranch: pull.baseRefName,
    ...files,
    labels: nodesOf(pull.labels).map(label => label.name),
    labelActs: labelActsIn(nodesOf(pull.timelineItems)),
    ...(await readConversation(github, comments, nodesOf(pull.reviews), reader)),
    opinions: opinionsIn(pull),
    ...neighboursOf(pull, open),
    ...runsIn(pull),
  };
}

async function readFiles(
  github: GitHub,
  nameWithOwner: string,
  { id, number, files, changedFiles }: PullAnswer,
): Promise<Pick<PullRequestSnapshot, 'files' | 'filesComplete'>> {
  const { items, complete } = await allPages(
    files,
    async after => (await query(github, moreFilesQuery, { pullRequestId: id, after })).node?.files,
  );
  const renamed = items.some(file => file.changeType === 'RENAMED')
    ? await renamedFiles(github, nameWithOwner, number)
    : new Map<string, string>();
  return { files: withRenames(items, renamed), filesComplete: complete && items.length >= changedFiles };
}

/** Reads all comments of a pull request, of which the first hundred are known. */
export async function readComments(
  github: GitHub,
  { id, comments }: Pick<PullAnswer, 'id' | 'comments'>,
): Promise<CommentAnswer[]> {
  const { items } = await allPages(
    comments,
    async after => (await query(github, moreCommentsQuery, { pullRequestId: id, after })).node?.comments,
  );
  return items;
}

async function readLabelIds(
  github: GitHub,
  { id, labels }: RepositoryAnswer,
): Promise<Record<string, string>> {
  const { items } = await allPages(
    labels,
    async after => (await query(github, moreLabelsQuery, { repositoryId: id, after })).node?.labels,
  );
  return Object.fromEntries(items.map(label => [label.name.toLowerCase(), label.id]));
}

async function readOpen(github: GitHub, { id, pullRequests }: RepositoryAnswer): Promise<OpenAnswer[]> {
  const { items } = await allPages(
    pullRequests,
    async after => (await query(github, moreOpenQuery, { repositoryId: id, after })).node?.pullRequests,
    maxOpen,
  );
  return items;
}

function runsIn({ commits }: PullAnswer): Pick<PullRequestSnapshot, 'checkRun' | 'workflowRuns'> {
  const head = nodesOf(commits)[0]?.commit;
  return {
    checkRun: checkRunIn(head?.checkSuites),
    workflowRuns: workflowRunsIn(nodesOf(head?.workflows)),
  };
}
