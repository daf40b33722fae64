import type { PullRequestSnapshot } from '../review/snapshot.ts';
import { allPages, type GitHub, query, queryPast } from './client.ts';
import {
  moreCommentsQuery,
  moreFilesQuery,
  moreLabelsQuery,
  moreOpenQuery,
  snapshotQuery,
} from './documents.ts';
import { labelActsIn } from './label-acts.ts';
import { neighboursOf } from './neighbours.ts';
import { readConversation } from './read-conversation.ts';
import { renamedFiles, withRenames } from './renamed-files.ts';
import type { PullAnswer, RepositoryAnswer, SnapshotAnswer } from './snapshot-answer.ts';
import { withoutSuffix } from './without-suffix.ts';
import { workflowRunsIn } from './workflow-runs.ts';

/** Of more open pull requests than this, the oldest are looked at. */
const mostOpen = 500;

/** The App as GitHub knows it: its check runs are found by these. */
export type AppIdentity = {
  appId: number;
  /** Where the token is a person's: the App's slug, by which its comments and labels are told from people's. */
  slug?: string;
};

/**
 * Reads a pull request with one query, plus one per further page, plus one when files were renamed (GraphQL's changed
 * files carry no previous path). Null: repository or pull request is not there any more, or archived.
 */
export async function readSnapshot(
  github: GitHub,
  repository: string,
  number: number,
  identity: AppIdentity,
): Promise<PullRequestSnapshot | null> {
  const { node, viewer } = await queryPast<SnapshotAnswer>(github, 'timelineItems', snapshotQuery, {
    repository,
    number,
    app: identity.appId,
  });
  const pull = node?.pullRequest;
  if (!node || !pull || node.isArchived || !node.defaultBranchRef) return null;

  const files = await allPages(
    pull.files,
    async after =>
      (await query<{ node: PullAnswer }>(github, moreFilesQuery, { pullRequest: pull.id, after })).node.files,
  );
  const comments = await allPages(
    pull.comments,
    async after =>
      (await query<{ node: PullAnswer }>(github, moreCommentsQuery, { pullRequest: pull.id, after })).node
        .comments,
  );
  const labels = await allPages(
    node.labels,
    async after =>
      (await query<{ node: RepositoryAnswer }>(github, moreLabelsQuery, { repository, after })).node.labels,
  );
  const open = await allPages(
    node.pullRequests,
    async after =>
      (await query<{ node: RepositoryAnswer }>(github, moreOpenQuery, { repository, after })).node
        .pullRequests,
    mostOpen,
  );
  const { slug } = identity;
  const own = slug ?? withoutSuffix(viewer.login);
  const conversation = await readConversation(github, comments.items, pull.reviews?.nodes ?? [], {
    nameWithOwner: node.nameWithOwner,
    viewer: own,
    isOwn: ({ viewerDidAuthor, author }) =>
      slug === undefined ? viewerDidAuthor : author?.__typename === 'Bot' && author.login === slug,
  });
  const renamed = files.items.some(file => file.changeType === 'RENAMED')
    ? await renamedFiles(github, node.nameWithOwner, number)
    : new Map<string, string>();

  const head = pull.commits.nodes[0]?.commit;
  const suite = head?.checkSuites?.nodes[0];
  const run = suite?.checkRuns?.nodes[0];
  return {
    repository: {
      id: node.id,
      nameWithOwner: node.nameWithOwner,
      url: node.url,
      defaultBranch: node.defaultBranchRef.name,
      defaultOid: node.defaultBranchRef.target.oid,
      labelIds: Object.fromEntries(labels.items.map(label => [label.name.toLowerCase(), label.id])),
      viewer: own,
    },
    id: pull.id,
    number: pull.number,
    url: pull.url,
    state: pull.state,
    isDraft: pull.isDraft,
    author: pull.author?.login ?? null,
    headOid: pull.headRefOid,
    baseBranch: pull.baseRefName,
    files: withRenames(files.items, renamed),
    filesComplete: files.complete && files.items.length >= pull.changedFiles,
    labels: pull.labels.nodes.map(label => label.name),
    labelActs: labelActsIn(pull.timelineItems.nodes),
    ...conversation,
    opinions: (pull.latestOpinionatedReviews?.nodes ?? []).flatMap(({ state, author, commit }) =>
      // A machine's word is nobody's judgement.
      author === null || author.__typename === 'Bot' || author.login === pull.author?.login
        ? []
        : { by: author.login, state, commitOid: commit?.oid ?? null },
    ),
    ...neighboursOf(pull, open.items),
    checkRun: run
      ? {
          id: run.id,
          externalId: run.externalId,
          // The re-run button leaves the run as it is and puts its suite back to queued.
          completed: run.status === 'COMPLETED' && suite?.status === 'COMPLETED',
        }
      : null,
    workflowRuns: workflowRunsIn(head?.workflows?.nodes ?? []),
  };
}
