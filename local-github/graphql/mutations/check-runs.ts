import type {
  CheckAnnotationData,
  CheckRunOutput,
  CreateCheckRunInput,
  UpdateCheckRunInput,
} from '@octokit/graphql-schema';
import type { CheckRunInput } from '../../actions/check-run-limits.ts';
import * as checkRuns from '../../actions/check-runs.ts';
import type { Annotation, App, Repository } from '../../state.ts';
import { needWrite } from '../access.ts';
import { refuseOthers } from '../connection.ts';
import type { Context } from '../context.ts';
import { findNodeOf } from '../find-node.ts';
import { checkRunNode } from '../node.ts';
import { notImplemented, problem } from '../problem.ts';
import { accepted, echo, refuseInput, type WithInput } from './input.ts';

export async function createCheckRun(
  _: undefined,
  { input }: WithInput<CreateCheckRunInput>,
  context: Context,
) {
  const { repositoryId, headSha, name, ...rest } = input;
  const { repository } = findNodeOf(context, 'Repository', repositoryId);
  const app = needApp(context, repository);
  const wanted = { ...checkRunInput(rest), name, headOid: headSha };
  const { run } = accepted(await checkRuns.createCheckRun(context.world, repository, app, wanted));
  const suite = repository.checkSuites.find(({ runs }) => runs.includes(run));
  return { ...echo(input), checkRun: suite ? checkRunNode(repository, suite, run) : null };
}

export async function updateCheckRun(
  _: undefined,
  { input }: WithInput<UpdateCheckRunInput>,
  context: Context,
) {
  const { repositoryId, checkRunId, name, ...rest } = input;
  const { repository } = findNodeOf(context, 'Repository', repositoryId);
  const checkRun = findNodeOf(context, 'CheckRun', checkRunId);
  const app = needApp(context, repository);
  if (checkRun.repository !== repository) {
    throw problem(
      'NOT_FOUND',
      `Could not resolve to a CheckRun of this repository with the global id of '${checkRunId}'.`,
    );
  }
  if (checkRun.suite.appId !== app.id) {
    throw problem(
      'FORBIDDEN',
      `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`,
    );
  }
  const wanted = { ...checkRunInput(rest), ...(name != null && { name }) };
  accepted(await checkRuns.updateCheckRun(context.world, repository, checkRun.run, wanted));
  return { ...echo(input), checkRun };
}

/** Check runs are for Apps alone. */
function needApp(context: Context, repository: Repository): App {
  const { viewer } = context;
  if (viewer.kind !== 'installation') throw problem('FORBIDDEN', 'You must authenticate via a GitHub App.');
  needWrite(context, repository, { permissions: ['checks'], access: 'write' });
  return viewer.app;
}

type Details = Omit<UpdateCheckRunInput, 'repositoryId' | 'checkRunId' | 'name'>;

function checkRunInput(details: Details): CheckRunInput {
  const { status, conclusion, externalId, detailsUrl, startedAt, completedAt, output, ...others } = details;
  refuseInput(others);
  if (status === 'PENDING' || status === 'WAITING') throw notImplemented(`the check run status ${status}`);
  return {
    ...(status != null && { status }),
    ...(conclusion != null && { conclusion }),
    ...(externalId != null && { externalId }),
    ...(detailsUrl != null && { detailsUrl }),
    ...(startedAt != null && { startedAt }),
    ...(completedAt != null && { completedAt }),
    ...(output != null && { output: outputOf(output) }),
  };
}

function outputOf({ title, summary, text, annotations, ...others }: CheckRunOutput) {
  refuseOthers(others, 'the check run output');
  return {
    title,
    summary,
    ...(text != null && { text }),
    annotations: (annotations ?? []).map(annotationOf),
  };
}

function annotationOf(data: CheckAnnotationData): Annotation {
  const { startLine, endLine, startColumn, endColumn } = data.location;
  return {
    path: data.path,
    startLine,
    endLine,
    startColumn: startColumn ?? null,
    endColumn: endColumn ?? null,
    level: data.annotationLevel,
    title: data.title ?? null,
    message: data.message,
    rawDetails: data.rawDetails ?? null,
  };
}
