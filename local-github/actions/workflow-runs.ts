import { readBlob, resolveCommit } from '../git.ts';
import { nodeId } from '../node-id.ts';
import { presentCheckSuite } from '../present/check-run.ts';
import { presentUser } from '../present/user.ts';
import type { App, CheckSuite, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { createCheckRun, updateCheckRun } from './check-runs.ts';

/** What GitHub Actions ran on a commit; without a conclusion it is running still. */
export type WorkflowRunInput = { headOid: string; event: string; path: string; conclusion: string | null };

/** The run's suite, or why there could be no such run. */
export type WorkflowRunResult = { ok: true; suite: CheckSuite } | { ok: false; reason: string };

const EVENTS = [
  'pull_request',
  'pull_request_target',
  'push',
  'workflow_dispatch',
  'schedule',
  'merge_group',
];
const CONCLUSIONS = [
  'ACTION_REQUIRED',
  'CANCELLED',
  'FAILURE',
  'NEUTRAL',
  'SKIPPED',
  'STARTUP_FAILURE',
  'SUCCESS',
  'TIMED_OUT',
];

/** Acts out a workflow run of one job: nothing is executed, and what is installed here is told of its suite. */
export async function addWorkflowRun(
  world: World,
  repository: Repository,
  { headOid, event, path, conclusion }: WorkflowRunInput,
): Promise<WorkflowRunResult> {
  const reason = conclusionProblem(conclusion) ?? (await problemOf(repository, { headOid, event, path }));
  if (reason !== null) return { ok: false, reason };
  const app = actionsApp(world);
  const [id, suiteId] = [world.nextId(), world.nextId()];
  const createdAt = world.now().toISOString();
  const suite: CheckSuite = {
    id: suiteId,
    nodeId: nodeId('CheckSuite', suiteId),
    appId: app.id,
    headOid,
    runs: [],
    rerequested: false,
    workflowRun: { id, nodeId: nodeId('WorkflowRun', id), event, path, createdAt },
  };
  repository.checkSuites.push(suite);
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  const state = conclusion === null ? { status: 'IN_PROGRESS' as const } : { conclusion };
  const made = await createCheckRun(world, repository, app, { name, headOid, ...state }, suite);
  if (!made.ok) return made;
  if (conclusion !== null) await emitCompleted(world, repository, suite);
  return { ok: true, suite };
}

/** Ends a workflow run that is running, or ends it anew as "Re-run" does. */
export async function endWorkflowRun(
  world: World,
  repository: Repository,
  suite: CheckSuite,
  conclusion: string,
): Promise<WorkflowRunResult> {
  const reason = suite.workflowRun ? conclusionProblem(conclusion) : 'That suite belongs to no workflow run';
  if (reason !== null) return { ok: false, reason };
  for (const run of suite.runs) {
    const updated = await updateCheckRun(world, repository, run, { conclusion });
    if (!updated.ok) return updated;
  }
  await emitCompleted(world, repository, suite);
  return { ok: true, suite };
}

function conclusionProblem(conclusion: string | null): string | null {
  if (conclusion === null || CONCLUSIONS.includes(conclusion)) return null;
  return `A workflow run cannot conclude ${conclusion}`;
}

async function problemOf(
  { gitDirectory, defaultBranch }: Repository,
  { headOid, event, path }: Omit<WorkflowRunInput, 'conclusion'>,
): Promise<string | null> {
  if (!EVENTS.includes(event)) return `No workflow runs on the event ${event}`;
  if (!/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return `${path} is no place of a workflow`;
  if ((await resolveCommit(gitDirectory, headOid)) !== headOid) return `No commit found for SHA: ${headOid}`;
  // What runs for a pull request is the file of its merge with the base.
  for (const revision of [headOid, `refs/heads/${defaultBranch}`])
    if ((await readBlob(gitDirectory, `${revision}:${path}`)) !== null) return null;
  return `There is no workflow ${path}`;
}

/** GitHub's own App, with the id that it has on github.com: there as soon as it has run something. */
function actionsApp(world: World): App {
  const id = 15368;
  const present = world.state.apps.find(app => app.id === id);
  if (present) return present;
  const app: App = {
    id,
    slug: 'github-actions',
    name: 'GitHub Actions',
    publicKey: '',
    webhookUrl: '',
    webhookSecret: '',
    permissions: {},
    events: [],
  };
  world.state.apps.push(app);
  return app;
}

async function emitCompleted(world: World, repository: Repository, suite: CheckSuite): Promise<void> {
  const sender = presentUser(world, { login: 'github-actions[bot]', kind: 'bot' });
  const payload = { check_suite: await presentCheckSuite(world, repository, suite), sender };
  world.emit({ name: 'check_suite', action: 'completed', repository, payload });
}
