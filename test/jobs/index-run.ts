import { expect } from 'vitest';
import { indexFiles } from '../../src/catalog/index-page.ts';
import type { Library } from '../../src/catalog/library.ts';
import { libraryOf } from '../../src/catalog/library-of.ts';
import { readIndexJson } from '../../src/catalog/read-index.ts';
import type { JobContext } from '../../src/jobs/context.ts';
import { regenerateIndex } from '../../src/jobs/regenerate-index.ts';
import { seenStates } from '../../src/jobs/seen-states.ts';
import { blobId } from '../../src/pattern/digests.ts';
import type { DomainAt } from '../../src/planning/read-domains.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';
import { facts } from '../inspection/check-files.ts';
import { graphqlError, scriptedGitHub } from './scripted-github.ts';

const repository = { id: 1, nodeId: 'R_1', name: 'octo/library' };
const job = { kind: 'index', installationId: 7, repository } as const;
export const taxonomy = taxonomyFrom(exampleTaxonomy);
export const oidOf = (path: string): string => Buffer.from(path).toString('hex').padEnd(40, '0').slice(-40);
export const [mdPath, jsonPath] = ['patterns/ml/INDEX.md', 'patterns/ml/index.json'];
export const shardPath = 'patterns/ml/optimization/index.json';

export const libraryWith = (files: Record<string, string>): Library => libraryOf(facts(files), oidOf);
export const one = libraryWith({ [acceptedPath]: acceptedReadme({}, acceptedKeys) });
export const none = libraryWith({});

/** A domain with this index in it: none, that of its library, or the library's of before. */
export function domainAt(
  library: Library,
  indexed: Library | null,
  changes: Partial<DomainAt> = {},
): DomainAt {
  const files = indexed === null ? {} : indexFiles(indexed, taxonomy);
  return {
    domain: 'ml',
    taxonomy,
    whyNot: null,
    listed: Object.entries(files).map(([path, text]) => ({ path, id: blobId(text) })),
    index: readIndexJson(files[jsonPath] ?? null),
    indexed: new Map(),
    left: [],
    canRecord: true,
    library,
    ...changes,
  } as DomainAt;
}

export const head = (letter: string): string => letter.repeat(40);
export const branchAt = (letter: string, target: object = {}) => ({
  node: {
    nameWithOwner: 'octo/library',
    isArchived: false,
    defaultBranchRef: { name: 'main', target: { oid: head(letter), ...target } },
  },
});
export const committed = (letter: string) => ({ createCommitOnBranch: { commit: { oid: head(letter) } } });
export const stale = graphqlError({ type: 'STALE_DATA', message: 'moved' });
export const closed = graphqlError({ type: 'FORBIDDEN', message: 'No pushing here.' });
const open = {
  node: {
    isArchived: false,
    defaultBranchRef: { name: 'main', target: { oid: head('a') } },
    object: { entries: [{ object: { entries: [{ name: 'taxonomy.yaml' }] } }] },
    pullRequests: {
      nodes: [{ number: 12, headRefOid: head('9'), updatedAt: '2026-01-01T00:00:00Z' }],
      pageInfo: { hasNextPage: false, endCursor: null },
    },
    mergeQueue: null,
  },
};

/** Runs the job against scripted answers; `domains` by the first letter of the commit that is read. */
export async function run(answers: Record<string, unknown[]>, domains: Record<string, DomainAt[]>) {
  const { github, sent } = scriptedGitHub({ OpenPullRequests: [open], ...answers });
  const log: unknown[][] = [];
  const kept: unknown[][] = [];
  const asked: string[] = [];
  const write = (...line: unknown[]): void => void log.push(line);
  const context = {
    github,
    version: '0.1.0',
    identity: { appId: 4711 },
    enqueue: async ({ kind, number }: { kind: string; number?: number }) =>
      void asked.push(`${kind} ${number}`),
    seen: seenStates(() => 0),
    log: { info: write, warn: write, error: write },
    domains: {
      at: async (_: unknown, repositoryId: string, oid: string) => {
        expect(repositoryId).toBe('R_1');
        return domains[oid.slice(0, 1)] ?? [];
      },
      keep: (...all: unknown[]) => void kept.push(all),
    },
  } as unknown as JobContext;
  let error: unknown = null;
  await regenerateIndex(context, job).catch(reason => {
    error = reason;
  });
  return { sent, log, kept, asked, error, operations: sent.map(({ operation }) => operation) };
}

type Input = {
  expectedHeadOid: string;
  branch: { branchName: string };
  message: object;
  fileChanges: { additions: { path: string; contents: string }[]; deletions: { path: string }[] };
};

/** What the commits of a run were to write. */
export const commitsOf = ({ sent }: Awaited<ReturnType<typeof run>>) =>
  sent
    .filter(({ operation }) => operation === 'CommitIndex')
    .map(({ variables }) => {
      const { expectedHeadOid, branch, message, fileChanges } = variables.input as Input;
      const files = Object.fromEntries(
        fileChanges.additions.map(({ path, contents }) => [path, Buffer.from(contents, 'base64').toString()]),
      );
      const deleted = fileChanges.deletions.map(({ path }) => path);
      return { on: expectedHeadOid, branch: branch.branchName, message, files, deleted };
    });

export const proposal = (letter: string | null, isOpen: boolean) => ({
  node: {
    ref: letter === null ? null : { id: 'REF_1', target: { oid: head(letter) } },
    pullRequests: { nodes: isOpen ? [{ isCrossRepository: false }] : [] },
  },
});
export const refused = {
  DefaultBranch: [branchAt('a')],
  IndexProposal: [proposal(null, false)],
  CreateIndexBranch: [{ createRef: { ref: { id: 'REF_1' } } }],
  ProposeIndex: [{ createPullRequest: { pullRequest: { number: 13 } } }],
};
export const told = [
  { repository: 'octo/library', branch: 'main' },
  'the index comes as a pull request: No pushing here. Put the App on the bypass list of the branch’s ruleset.',
];
