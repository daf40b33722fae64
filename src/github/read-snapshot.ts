import { marker } from '../review/comment.ts';
import type { ChangedFile, PullRequestSnapshot } from '../review/snapshot.ts';
import { type ChangedFileAnswer, changedFile } from './changed-file.ts';
import { allPages, type GitHub, type Page, query } from './client.ts';
import { moreCommentsQuery, moreFilesQuery, moreLabelsQuery, snapshotQuery } from './documents.ts';
import { renamedFiles } from './renamed-files.ts';
import { type SuiteAnswer, workflowRunsIn } from './workflow-runs.ts';

/** The App as GitHub knows it: its check runs are found by these. */
export type AppIdentity = {
  appId: number;
  checkName: string;
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
  const { node, viewer } = await query<Answer>(github, snapshotQuery, {
    repository,
    number,
    app: identity.appId,
    checkName: identity.checkName,
  });
  const pull = node?.pullRequest;
  if (!node || !pull || node.isArchived || !node.defaultBranchRef) return null;

  const files = await allPages(
    pull.files,
    async after =>
      (await query<{ node: Pull }>(github, moreFilesQuery, { pullRequest: pull.id, after })).node.files,
  );
  const comments = await allPages(
    pull.comments,
    async after =>
      (await query<{ node: Pull }>(github, moreCommentsQuery, { pullRequest: pull.id, after })).node.comments,
  );
  const labels = await allPages(
    node.labels,
    async after =>
      (await query<{ node: Repository }>(github, moreLabelsQuery, { repository, after })).node.labels,
  );
  const renamed = files.items.some(file => file.changeType === 'RENAMED')
    ? await renamedFiles(github, node.nameWithOwner, number)
    : [];

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
      viewer: identity.slug ?? withoutSuffix(viewer.login),
    },
    id: pull.id,
    number: pull.number,
    url: pull.url,
    state: pull.state,
    author: pull.author?.login ?? null,
    headOid: pull.headRefOid,
    baseBranch: pull.baseRefName,
    files: [
      ...files.items.map(changedFile),
      ...renamed.map((path): ChangedFile => ({ path, change: 'deleted' })),
    ],
    filesComplete: files.complete && files.items.length >= pull.changedFiles,
    labels: pull.labels.nodes.map(label => label.name),
    labelActs: Object.fromEntries(
      pull.timelineItems.nodes.map(act => [
        act.label.name,
        { actor: act.actor && withoutSuffix(act.actor.login), added: act.__typename === 'LabeledEvent' },
      ]),
    ),
    comments: comments.items
      .filter(comment => isOwn(comment, identity) && comment.body.startsWith(marker))
      .map(({ id, body }) => ({ id, body })),
    approvedBy: (pull.latestOpinionatedReviews?.nodes ?? [])
      .filter(review => review.state === 'APPROVED' && review.commit?.oid === pull.headRefOid)
      .flatMap(review => review.author?.login ?? [])
      .filter(login => login !== pull.author?.login),
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

function isOwn({ viewerDidAuthor, author }: CommentAnswer, { slug }: AppIdentity): boolean {
  if (slug === undefined) return viewerDidAuthor;
  return author?.__typename === 'Bot' && author.login === slug;
}

function withoutSuffix(login: string): string {
  return login.replace(/\[bot\]$/, '');
}

type Answer = { viewer: { login: string }; node: (Repository & { pullRequest: Pull | null }) | null };

type Repository = {
  id: string;
  nameWithOwner: string;
  url: string;
  isArchived: boolean;
  defaultBranchRef: { name: string; target: { oid: string } } | null;
  labels: Page<{ id: string; name: string }>;
};

type Pull = {
  id: string;
  number: number;
  url: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  author: { login: string } | null;
  baseRefName: string;
  headRefOid: string;
  changedFiles: number;
  files: Page<ChangedFileAnswer>;
  labels: { nodes: { id: string; name: string }[] };
  comments: Page<CommentAnswer>;
  timelineItems: {
    nodes: { __typename: string; actor: { login: string } | null; label: { name: string } }[];
  };
  latestOpinionatedReviews: {
    nodes: { state: string; author: { login: string } | null; commit: { oid: string } | null }[];
  } | null;
  commits: {
    nodes: {
      commit: { checkSuites: { nodes: Suite[] } | null; workflows: { nodes: SuiteAnswer[] } | null };
    }[];
  };
};

type CommentAnswer = {
  id: string;
  body: string;
  viewerDidAuthor: boolean;
  author: { __typename: string; login: string } | null;
};

type Suite = {
  status: string;
  checkRuns: { nodes: { id: string; externalId: string | null; status: string }[] } | null;
};
