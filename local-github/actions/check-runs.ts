import { resolveCommit } from '../git.ts';
import { nodeId } from '../node-id.ts';
import { presentCheckRun } from '../present/check-run.ts';
import { presentUser } from '../present/user.ts';
import type { App, CheckRun, CheckSuite, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { type CheckRunInput, checkRunProblem } from './check-run-limits.ts';

export type NewCheckRunInput = CheckRunInput & { name: string; headOid: string };

/** The run, or why GitHub would not take it. */
export type CheckRunResult = { ok: true; run: CheckRun } | { ok: false; reason: string };

/** Makes a run in the App's suite of a commit, or in the suite of a workflow run. */
export async function createCheckRun(
  world: World,
  repository: Repository,
  app: App,
  input: NewCheckRunInput,
  ofWorkflow?: CheckSuite,
): Promise<CheckRunResult> {
  const reason = checkRunProblem(input);
  if (reason !== null) return { ok: false, reason };
  if ((await resolveCommit(repository.gitDirectory, input.headOid)) !== input.headOid) {
    return { ok: false, reason: `No commit found for SHA: ${input.headOid}` };
  }
  const id = world.nextId();
  const run: CheckRun = {
    id,
    nodeId: nodeId('CheckRun', id),
    name: input.name,
    externalId: '',
    status: 'QUEUED',
    conclusion: null,
    title: '',
    summary: '',
    text: '',
    detailsUrl: null,
    annotations: [],
    startedAt: world.now().toISOString(),
    completedAt: null,
  };
  const suite = ofWorkflow ?? suiteOf(world, repository, app, input.headOid);
  suite.runs.push(run);
  suite.rerequested = false;
  change(world, run, input);
  await emitCheckRun(world, repository, suite, run, app, 'created');
  if (run.status === 'COMPLETED') await emitCheckRun(world, repository, suite, run, app, 'completed');
  return { ok: true, run };
}

/** Changes a run that is there already. */
export async function updateCheckRun(
  world: World,
  repository: Repository,
  run: CheckRun,
  input: CheckRunInput,
): Promise<CheckRunResult> {
  const reason = checkRunProblem(input);
  if (reason !== null) return { ok: false, reason };
  const wasCompleted = run.status === 'COMPLETED';
  change(world, run, input);
  const suite = repository.checkSuites.find(({ runs }) => runs.includes(run));
  const app = world.state.apps.find(({ id }) => id === suite?.appId);
  if (suite && app && run.status === 'COMPLETED' && !wasCompleted) {
    await emitCheckRun(world, repository, suite, run, app, 'completed');
  }
  return { ok: true, run };
}

function suiteOf(world: World, repository: Repository, app: App, headOid: string): CheckSuite {
  const found = repository.checkSuites.find(suite => suite.appId === app.id && suite.headOid === headOid);
  if (found) return found;
  const id = world.nextId();
  const suite = {
    id,
    nodeId: nodeId('CheckSuite', id),
    appId: app.id,
    headOid,
    runs: [],
    rerequested: false,
  };
  repository.checkSuites.push(suite);
  return suite;
}

function change(world: World, run: CheckRun, input: CheckRunInput): void {
  const { output, status, conclusion } = input;
  run.name = input.name ?? run.name;
  run.externalId = input.externalId ?? run.externalId;
  run.detailsUrl = input.detailsUrl ?? run.detailsUrl;
  run.startedAt = input.startedAt ?? run.startedAt;
  if (conclusion !== undefined) {
    run.status = 'COMPLETED';
    run.conclusion = conclusion;
    run.completedAt = input.completedAt ?? world.now().toISOString();
  } else if (status !== undefined && status !== 'COMPLETED') {
    run.status = status;
    run.conclusion = null;
    run.completedAt = null;
  }
  if (!output) return;
  run.title = output.title;
  run.summary = output.summary;
  run.text = output.text ?? run.text;
  run.annotations.push(...output.annotations);
}

async function emitCheckRun(
  world: World,
  repository: Repository,
  suite: CheckSuite,
  run: CheckRun,
  app: App,
  action: 'created' | 'completed',
): Promise<void> {
  const payload = {
    check_run: await presentCheckRun(world, repository, suite, run),
    sender: presentUser(world, { login: `${app.slug}[bot]`, kind: 'bot' }),
  };
  world.emit({ name: 'check_run', action, repository, payload });
}
