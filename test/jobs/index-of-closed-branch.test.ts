import { expect, test } from 'vitest';
import { indexFiles } from '../../src/catalog/index-page.ts';
import { reproductionsJson } from '../../src/catalog/reproductions.ts';
import { blobId } from '../../src/pattern/digests.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { reproduced } from '../../src/rules/examples/example-results.ts';
import {
  branchAt,
  closed,
  commitsOf,
  committed,
  domainAt,
  head,
  jsonPath,
  libraryWith,
  mdPath,
  oidOf,
  one,
  proposal,
  refused,
  run,
  shardPath,
  stale,
  taxonomy,
  told,
} from './index-run.ts';

/** Where the default branch is closed to the App; and the records, which come with the index or not at all. */

test('where the branch is closed to the App, the index is proposed, and pull requests are looked at: no push asks for it', async () => {
  const ran = await run({ ...refused, CommitIndex: [closed, committed('b')] }, { a: [domainAt(one, null)] });
  expect(ran.error).toBeNull();
  const files = indexFiles(one, taxonomy);
  expect(commitsOf(ran)).toMatchObject([
    { branch: 'main', files },
    { branch: 'pattern-librarian/index', on: head('a'), files },
  ]);
  expect(ran.operations).toContain('ProposeIndex');
  expect(ran.asked).toEqual(['pull-request 12']);
  expect(ran.log[0]).toEqual(told);
  expect(ran.log.at(-1)).toEqual([{ repository: 'octo/library', commit: head('b') }, 'index is written']);
  // What is on the proposal's branch is not on the default branch.
  expect(ran.kept).toEqual([]);
});

/** What GitHub answers when the domain of a commit has these files. */
const treeOf = (files: Record<string, string>) => {
  const blobs = (depth: number, folder: string) =>
    Object.entries(files)
      .filter(([path]) => path.startsWith(folder) && path.split('/').length === depth)
      .map(([path, text]) => ({
        name: path.split('/').at(-1),
        mode: 33188,
        type: 'blob',
        oid: blobId(text),
        object: {},
      }));
  const folders = ['optimization', 'serving'].map(name => ({
    name,
    mode: 16384,
    type: 'tree',
    oid: head('1'),
    object: { entries: blobs(4, `patterns/ml/${name}/`) },
  }));
  const taxonomyFile = { name: 'taxonomy.yaml', mode: 33188, type: 'blob', oid: head('2'), object: {} };
  const entries = [...blobs(3, 'patterns/ml/'), ...folders, taxonomyFile];
  return {
    node: { nameWithOwner: 'octo/library', object: { entries: [{ name: 'ml', object: { entries } }] } },
  };
};

test('a proposal that holds an earlier index gets what it lacks, whatever the default branch has, and loses what has gone', async () => {
  const otherShard = 'patterns/ml/serving/index.json';
  const right = indexFiles(one, taxonomy);
  // The default branch has the page as it should be, and the proposal has an earlier one.
  const onDefault = domainAt(one, null, { listed: [{ path: mdPath, id: blobId(right[mdPath] ?? '') }] });
  const proposed = { ...right, [mdPath]: '# Earlier\n', [otherShard]: '{}\n' };
  const ran = await run(
    {
      ...refused,
      IndexProposal: [proposal('e', true)],
      Policy: [treeOf(proposed)],
      CommitIndex: [closed, committed('b')],
    },
    { a: [onDefault] },
  );
  expect(ran.error).toBeNull();
  expect(commitsOf(ran)[1]).toMatchObject({
    branch: 'pattern-librarian/index',
    on: head('e'),
    files: { [mdPath]: right[mdPath] },
    deleted: [otherShard],
  });
});

test('a proposal that holds the index already is left alone', async () => {
  const ran = await run(
    {
      ...refused,
      IndexProposal: [proposal('e', true)],
      Policy: [treeOf(indexFiles(one, taxonomy))],
      CommitIndex: [closed],
    },
    { a: [domainAt(one, null)] },
  );
  expect(ran.error).toBeNull();
  expect(commitsOf(ran)).toHaveLength(1);
  expect(ran.asked).toEqual(['pull-request 12']);
  expect(ran.log).toContainEqual([
    { repository: 'octo/library' },
    'the pull request with the index is up to date',
  ]);
});

test('a proposal whose branch moved is made anew, and asks for no look before it is there', async () => {
  const ran = await run(
    { ...refused, CommitIndex: [closed, stale, closed, committed('b')] },
    { a: [domainAt(one, null)] },
  );
  expect(ran.error).toBeNull();
  expect(ran.operations.filter(operation => operation === 'OpenPullRequests')).toHaveLength(1);
  expect(ran.log[1]).toEqual([
    { repository: 'octo/library', attempt: 1 },
    'the branch moved while the index was made; starting over',
  ]);
});

test('where neither branch takes it, the job fails with the reason', async () => {
  const ran = await run({ ...refused, CommitIndex: [closed] }, { a: [domainAt(one, null)] });
  const reason = 'the index can be written neither to main nor to pattern-librarian/index: No pushing here.';
  expect(ran.error).toEqual(new Error(reason));
  expect(ran.asked).toEqual([]);
});

const measured = libraryWith({
  ...reproduced(acceptedPath, acceptedReadme({}, acceptedKeys)),
  'patterns/ml/measure/run.py': 'x\n',
});
const [entry] = measured.entries;
const oid = (name: 'benchmark.py' | 'results.json'): { oid: string } => ({
  oid: entry?.evidence.files[name] ?? '',
});
const runOfReproduce = {
  app: { slug: 'github-actions' },
  workflowRun: {
    event: 'pull_request',
    url: 'https://github.example/runs/7',
    file: { path: '.github/workflows/reproduce.yml' },
  },
  status: 'COMPLETED',
  conclusion: 'SUCCESS',
  createdAt: '2026-01-02T03:04:05Z',
  updatedAt: '2026-01-03T00:00:01Z',
};
const mergedPull = {
  number: 3,
  state: 'MERGED',
  baseRefName: 'main',
  headRefOid: head('f'),
  changedFiles: 1,
  files: { nodes: [{ path: acceptedPath, changeType: 'ADDED' }] },
  commits: {
    nodes: [
      {
        commit: {
          oid: head('f'),
          script: oid('benchmark.py'),
          results: oid('results.json'),
          module: { object: { entries: [{ name: 'run.py', oid: oidOf('patterns/ml/measure/run.py') }] } },
          checkSuites: { nodes: [runOfReproduce] },
        },
      },
    ],
  },
};
const mergedRuns = {
  node: { object: { p0: { nodes: [{ associatedPullRequests: { nodes: [mergedPull] } }] } } },
};

test('a record of measuring again comes in the commit whose index tells of it', async () => {
  const ran = await run(
    { DefaultBranch: [branchAt('a')], MergedRuns: [mergedRuns], CommitIndex: [committed('b')] },
    { a: [domainAt(measured, measured)] },
  );
  expect(ran.error).toBeNull();
  const record = {
    fingerprint: entry?.fingerprint ?? '',
    script: oid('benchmark.py').oid,
    results: oid('results.json').oid,
    module: measured.module ?? '',
    by: 'https://github.example/runs/7',
    date: '2026-01-03',
  };
  const known = [...measured.reproductions, record];
  const [commit] = commitsOf(ran);
  expect(commit?.files['patterns/ml/reproductions.json']).toBe(reproductionsJson(known));
  expect(commit?.files[jsonPath]).toBe(indexFiles({ ...measured, reproductions: known }, taxonomy)[jsonPath]);
});

test('records are not proposed: where the branch is closed, the index of what is recorded there is', async () => {
  const ran = await run(
    { ...refused, MergedRuns: [mergedRuns], CommitIndex: [closed, committed('b')] },
    { a: [domainAt(measured, null)] },
  );
  expect(commitsOf(ran).map(({ files }) => Object.keys(files).toSorted())).toEqual([
    [mdPath, jsonPath, shardPath, 'patterns/ml/reproductions.json'],
    [mdPath, jsonPath, shardPath],
  ]);
  expect(commitsOf(ran)[1]?.files).toEqual(indexFiles(measured, taxonomy));
});

test('where there is only a record to write and the branch is closed, nothing is proposed', async () => {
  const ran = await run(
    { DefaultBranch: [branchAt('a')], MergedRuns: [mergedRuns], CommitIndex: [closed] },
    { a: [domainAt(measured, measured)] },
  );
  expect(ran.error).toBeNull();
  expect(ran.operations).not.toContain('IndexProposal');
  expect(ran.asked).toEqual(['pull-request 12']);
  expect(ran.log.at(-1)).toEqual([
    { repository: 'octo/library' },
    'the pull request with the index is up to date',
  ]);
});
