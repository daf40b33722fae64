import { expect } from 'vitest';
import { endWorkflowRun } from '../../local-github/actions/workflow-runs.ts';
import { git } from '../../local-github/git-store/git-process.ts';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import {
  benchLibrary,
  benchmarkedDraft,
  modulePath,
  otherScript,
  ran,
  readmePath,
  recordsPath,
  scriptPath,
} from './benchmarked-pattern.ts';
import { type Contributor, checkOf, commentsOf, contributor } from './contributor.ts';
import { indexOf } from './index-of.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
import { batchingDraft, batchingPath, indexJsonPath, shardPath } from './texts.ts';

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

type Scene = { library: Repository; ada: Contributor; pull: PullRequest };

/** A pull request with a benchmarked pattern, reviewed once. */
async function proposed(
  more: Record<string, string> = {},
  pattern = benchmarkedDraft,
  settings: Parameters<Stage['library']>[1] = {},
): Promise<Scene> {
  const library = await stage.library(benchLibrary, settings);
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { ...pattern, ...more });
  const pull = await ada.open('caching');
  await stage.settled();
  return { library, ada, pull };
}

async function merged({ ada, pull }: Scene, method?: 'merge' | 'squash'): Promise<void> {
  expect(await ada.merge(pull, method)).toBe(200);
  await stage.settled();
}

const show = async (library: Repository, path: string): Promise<string> =>
  String(await git(library.gitDirectory, ['show', `main:${path}`]));
const levelIn = async (library: Repository): Promise<string> =>
  (await indexOf(library)).entries.find(({ fingerprint }) => fingerprint === 'ML-OPT-008')?.evidence.level ??
  'not listed';
const hasRecords = async (library: Repository): Promise<boolean> =>
  String(await git(library.gitDirectory, ['ls-tree', '-r', '--name-only', 'main'])).includes(recordsPath);

/** The row of the quality table in the one comment. */
const rowIn = (pull: PullRequest): string => {
  const [comment = '', ...more] = commentsOf(pull);
  expect(more).toEqual([]);
  return comment.split('\n').find(line => line.includes('Reproducibility: ')) ?? '';
};

test.each(['merge', 'squash'] as const)(
  'a trustworthy run that agreed is shown, and after a %s recorded with the index',
  async method => {
    const scene = await proposed();
    const { library, pull } = scene;
    expect(rowIn(pull)).toContain('measured again: not run yet');
    const suite = await ran(stage, library, pull, null);
    const url = `${stage.url}/octo/${library.name}/actions/runs/${suite.workflowRun?.id}`;
    await endWorkflowRun(stage.world, library, suite, 'SUCCESS');
    await stage.settled();
    expect(rowIn(pull)).toContain(`measured again: [agrees](${url})`);
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');

    const commits = Number(await git(library.gitDirectory, ['rev-list', '--count', 'main']));
    await merged(scene, method);
    expect(await levelIn(library)).toBe('reproduced');
    expect(JSON.parse(await show(library, recordsPath)).records).toEqual([
      {
        fingerprint: 'ML-OPT-008',
        script: await oidOf(library, scriptPath),
        results: await oidOf(library, scriptPath.replace('benchmark.py', 'results.json')),
        module: expect.stringMatching(/^[0-9a-f]{64}$/),
        by: url,
        date: suite.runs[0]?.completedAt?.slice(0, 10),
      },
    ]);
    // The contributor's commit, with a merge commit where one is made, and one of the App's for index and record.
    const own = method === 'merge' ? 2 : 1;
    expect(Number(await git(library.gitDirectory, ['rev-list', '--count', 'main']))).toBe(commits + own + 1);
  },
);

const oidOf = async (library: Repository, path: string): Promise<string> =>
  String(await git(library.gitDirectory, ['rev-parse', `main:${path}`])).trim();

test('what is recorded is never looked up again, and a later change of the script lets it lapse', async () => {
  const scene = await proposed();
  await ran(stage, scene.library, scene.pull, 'SUCCESS');
  await merged(scene);
  const lookups = (): number =>
    stage.world.requests.filter(({ operation }) => operation === 'MergedRuns').length;
  const before = lookups();
  const records = await show(scene.library, recordsPath);
  await scene.ada.push('main', { [batchingPath]: batchingDraft });
  await stage.settled();
  expect([await levelIn(scene.library), lookups()]).toEqual(['reproduced', before]);

  await scene.ada.push('main', { [scriptPath]: otherScript });
  await stage.settled();
  expect(await levelIn(scene.library)).toBe('described');
  // The record stays: with the old script back, it speaks of what is there again.
  await scene.ada.push('main', { [scriptPath]: String(benchmarkedDraft[scriptPath]) });
  await stage.settled();
  expect([await levelIn(scene.library), await show(scene.library, recordsPath)]).toEqual([
    'reproduced',
    records,
  ]);
  await scene.ada.push('main', { [modulePath]: '"""Measures otherwise."""\n' });
  await stage.settled();
  expect([await levelIn(scene.library), await show(scene.library, recordsPath)]).toEqual([
    'benchmarked',
    records,
  ]);
});

test('a pull request that also changes the module proves nothing by its run', async () => {
  const scene = await proposed({ [modulePath]: '"""Agrees with everything."""\n' });
  expect(rowIn(scene.pull)).toContain('measured again: a maintainer must rerun');
  await ran(stage, scene.library, scene.pull, 'SUCCESS');
  expect(rowIn(scene.pull)).toContain('measured again: a maintainer must rerun');
  await merged(scene);
  expect([await levelIn(scene.library), await hasRecords(scene.library)]).toEqual(['benchmarked', false]);
});

test('no run, another workflow, or another event: not run yet, and no record', async () => {
  const scene = await proposed();
  const { library, pull } = scene;
  await ran(stage, library, pull, 'SUCCESS', { event: 'workflow_dispatch' });
  await ran(stage, library, pull, 'SUCCESS', { event: 'push' });
  await ran(stage, library, pull, 'CANCELLED');
  expect(rowIn(pull)).toContain('measured again: not run yet');
  await merged(scene);
  expect([await levelIn(library), await hasRecords(library)]).toEqual(['benchmarked', false]);
});

test('a fork’s run is shown, and recorded also when it ends after the merge', async () => {
  const library = await stage.library(benchLibrary);
  const { body } = await stage.api('mallory', 'POST', `/repos/octo/${library.name}/forks`);
  const fork = stage.world.state.repositories.find(({ id }) => id === body?.id);
  if (!fork) throw new Error('there is no fork');
  const mallory = await contributor(stage, 'mallory', library, fork);
  await mallory.push('caching', benchmarkedDraft);
  const pull = await mallory.open('caching');
  const suite = await ran(stage, library, pull, null);
  // Nobody is told that a run has begun, so the comment learns of it with the next look.
  await stage.api('grace', 'PATCH', `/repos/octo/${library.name}/pulls/${pull.number}`, { title: 'Cache' });
  await stage.settled();
  expect(rowIn(pull)).toContain('measured again: [running]');
  const ada = await contributor(stage, 'ada', library);
  await merged({ library, ada, pull });
  expect(await levelIn(library)).toBe('benchmarked');
  await endWorkflowRun(stage.world, library, suite, 'SUCCESS');
  await stage.settled();
  expect(await levelIn(library)).toBe('reproduced');
});

test('a run of a state that was replaced after it proves nothing', async () => {
  const scene = await proposed();
  const { library, ada, pull } = scene;
  await ran(stage, library, pull, 'SUCCESS');
  const files = { [readmePath]: `${benchmarkedDraft[readmePath]}\nMore.\n` };
  await ada.push('caching', files, { from: 'origin/caching' });
  await stage.settled();
  expect(rowIn(pull)).toContain('measured again: not run yet');
  await merged(scene);
  expect(await hasRecords(library)).toBe(false);
});

test('the old place of a renamed file counts too', async () => {
  const library = await stage.library({ ...benchLibrary, 'patterns/ml/measure/old.py': 'a\nb\nc\nd\n' });
  const ada = await contributor(stage, 'ada', library);
  const into = scriptPath.replace('benchmark.py', 'helper.py');
  await ada.push('caching', {
    ...benchmarkedDraft,
    [into]: 'a\nb\nc\nd\n',
    'patterns/ml/measure/old.py': null,
  });
  const pull = await ada.open('caching');
  await stage.settled();
  await ran(stage, library, pull, 'SUCCESS');
  expect(rowIn(pull)).toContain('a maintainer must rerun');
  await merged({ library, ada, pull });
  expect(await hasRecords(library)).toBe(false);
});

test('where the App may only propose the index, the proposal brings no record', async () => {
  const protection = { restrictPushes: true, bypassApps: [] };
  const scene = await proposed({}, benchmarkedDraft, { protection });
  const { library, pull } = scene;
  await ran(stage, library, pull, 'SUCCESS');
  await merged(scene);
  const proposal = library.pullRequests.find(({ headBranch }) => headBranch === 'pattern-librarian/index');
  if (!proposal) throw new Error('the index was not proposed');
  const changed = await git(library.gitDirectory, ['diff', '--name-only', `main...${proposal.headOid}`]);
  expect(String(changed).trim().split('\n')).toEqual(['patterns/ml/INDEX.md', indexJsonPath, shardPath]);
  await merged({ ...scene, pull: proposal });
  expect([await levelIn(library), await hasRecords(library)]).toEqual(['benchmarked', false]);
});

test('records that cannot be read are not written over, and the index is written all the same', async () => {
  const damaged = '{ "version": 1, "records": [\n';
  const scene = await proposed();
  const { library, ada, pull } = scene;
  await ada.push('main', { [recordsPath]: damaged });
  await ran(stage, library, pull, 'SUCCESS');
  await merged(scene);
  expect(await show(library, recordsPath)).toBe(damaged);
  expect(await levelIn(library)).toBe('benchmarked');
});
