import type {
  CommitAssociatedPullRequestsArgs,
  CommitCheckSuitesArgs,
  CommitFileArgs,
  CommitHistoryArgs,
  CommitParentsArgs,
} from '@octokit/graphql-schema';
import { pullRequestsWith } from '../../commit-pull-requests.ts';
import { type CommitText, parseCommit } from '../../git-store/commit-text.ts';
import { gitAt } from '../../git-store/stores.ts';
import { parseTree, type TreeEntry } from '../../git-store/tree-entries.ts';
import type { Repository } from '../../state.ts';
import { needRead } from '../access.ts';
import { connection } from '../connection.ts';
import type { Fields } from '../context.ts';
import {
  checkSuiteNode,
  type GitObjectNode,
  gitObjectNode,
  pullRequestNode,
  repositoryNode,
} from '../node.ts';

/** Like Git, GitHub takes a file for binary when there is a NUL among its first bytes. */
const SNIFFED_BYTES = 8000;

/** The object an id or expression (`main`, `<oid>:<path>`) stands for; null when there is none. */
export async function readNode(repository: Repository, expression: string): Promise<GitObjectNode | null> {
  const object = await gitAt(repository.gitDirectory).readObject(expression);
  return object && gitObjectNode(repository, object);
}

const gitObjectFields: Fields<GitObjectNode> = {
  oid: ({ oid }) => oid,
  abbreviatedOid: ({ oid }) => oid.slice(0, 7),
  repository: ({ repository }) => repositoryNode(repository),
};

export const blobFields: Fields<GitObjectNode> = {
  ...gitObjectFields,
  byteSize: ({ content }) => content.length,
  isBinary: ({ content }) => isBinary(content),
  isTruncated: ({ content }, _, { world }) => content.length > world.textBytes,
  text: ({ content }, _, { world }) => (isBinary(content) ? null : textOfBlob(content, world.textBytes)),
};

export const treeFields: Fields<GitObjectNode> = {
  ...gitObjectFields,
  entries: source => entriesOf(source),
};

type EntryNode = { repository: Repository; entry: TreeEntry };

export const treeEntryFields: Fields<EntryNode> = {
  name: ({ entry }) => entry.name,
  type: ({ entry }) => entry.type,
  mode: ({ entry }) => entry.mode,
  oid: ({ entry }) => entry.oid,
  repository: ({ repository }) => repositoryNode(repository),
  // The commit of a submodule is in another repository.
  object: ({ repository, entry }) => (entry.type === 'commit' ? null : readNode(repository, entry.oid)),
};

export const commitFields: Fields<GitObjectNode> = {
  ...gitObjectFields,
  url: ({ repository, oid }, _, { world }) =>
    `${world.url}/${repository.owner}/${repository.name}/commit/${oid}`,
  message: source => textOf(source).message,
  messageHeadline: source => textOf(source).message.split('\n')[0],
  messageBody: source => textOf(source).message.split('\n').slice(1).join('\n').trim(),
  committedDate: source => textOf(source).committer.at,
  authoredDate: source => textOf(source).author.at,
  parents: (source, page: CommitParentsArgs) => {
    const { nodes, ...found } = connection(textOf(source).parents, page);
    return { ...found, nodes: nodes.map(one => readNode(source.repository, one)) };
  },
  tree: source => readNode(source.repository, textOf(source).treeOid),
  file: async (source, { path }: CommitFileArgs) => {
    const segments = path.split('/').filter(Boolean);
    const name = segments.pop();
    const folder = await readNode(source.repository, `${source.oid}:${segments.join('/')}`);
    if (folder?.__typename !== 'Tree') return null;
    return entriesOf(folder).find(({ entry }) => entry.name === name) ?? null;
  },
  history: async ({ repository, oid }, { path, ...page }: CommitHistoryArgs) => {
    const oids = await gitAt(repository.gitDirectory).commits({ to: oid, path: path ?? null });
    const { nodes, ...found } = connection(oids, page);
    return { ...found, nodes: nodes.map(one => readNode(repository, one)) };
  },
  associatedPullRequests: async (
    { repository, oid },
    { orderBy: _, ...page }: CommitAssociatedPullRequestsArgs,
    context,
  ) => {
    needRead(context, 'pull_requests');
    const found = await pullRequestsWith(repository, oid);
    return connection(
      found.map(pullRequest => pullRequestNode(repository, pullRequest)),
      page,
    );
  },
  checkSuites: ({ repository, oid }, { filterBy, ...page }: CommitCheckSuitesArgs, context) => {
    needRead(context, 'checks');
    const suites = repository.checkSuites.filter(
      ({ headOid, appId, runs }) =>
        headOid === oid &&
        (filterBy?.appId == null || appId === filterBy.appId) &&
        (filterBy?.checkName == null || runs.some(({ name }) => name === filterBy.checkName)),
    );
    return connection(
      suites.map(suite => checkSuiteNode(repository, suite)),
      page,
    );
  },
};

function entriesOf({ repository, content }: GitObjectNode): EntryNode[] {
  return parseTree(content).map(entry => ({ repository, entry }));
}

function textOf({ content }: GitObjectNode): CommitText {
  return parseCommit(content.toString());
}

/** What is not UTF-8 becomes U+FFFD; a character that the cut goes through is left out. */
function textOfBlob(content: Buffer, most: number): string {
  const stream = content.length > most;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content.subarray(0, most), {
    stream,
  });
}

function isBinary(content: Buffer): boolean {
  return content.subarray(0, SNIFFED_BYTES).includes(0);
}
