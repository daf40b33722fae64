import type { CheckRunAnnotationsArgs, CheckSuiteCheckRunsArgs } from '@octokit/graphql-schema';
import { nodeId } from '../../node-id.ts';
import type { CheckRun, Repository } from '../../state.ts';
import { suiteConclusion, suiteStatus } from '../../suite-state.ts';
import { needRead } from '../access.ts';
import { connection, refuseOthers } from '../connection.ts';
import type { Context, Fields } from '../context.ts';
import {
  type AnnotationNode,
  type CheckRunNode,
  type CheckSuiteNode,
  checkRunNode,
  checkSuiteNode,
  repositoryNode,
  type WorkflowRunNode,
  workflowRunNode,
} from '../node.ts';
import { readNode } from './git-object.ts';

export const checkSuiteFields: Fields<CheckSuiteNode> = {
  id: ({ id }) => id,
  databaseId: ({ suite }) => suite.id,
  repository: ({ repository }) => repositoryNode(repository),
  commit: ({ repository, suite }) => readNode(repository, suite.headOid),
  status: ({ suite }) => suiteStatus(suite),
  conclusion: ({ suite }) => suiteConclusion(suite),
  createdAt: ({ suite }) => suite.workflowRun?.createdAt ?? suite.runs[0]?.startedAt,
  updatedAt: ({ suite }) =>
    suite.runs
      .map(run => run.completedAt ?? run.startedAt)
      .sort()
      .at(-1),
  workflowRun: ({ repository, suite }, _, context) => {
    needRead(context, 'actions');
    return suite.workflowRun ? workflowRunNode(repository, suite, suite.workflowRun) : null;
  },
  app: ({ suite }, _, { world }) => {
    const app = world.state.apps.find(({ id }) => id === suite.appId);
    return app ? { databaseId: app.id, slug: app.slug, name: app.name } : null;
  },
  checkRuns: ({ repository, suite }, { filterBy, ...page }: CheckSuiteCheckRunsArgs) => {
    const { appId, checkName, checkType, status, statuses, conclusions, ...others } = filterBy ?? {};
    refuseOthers(others, 'the check run filter');
    const runs = checkType === 'LATEST' ? latestByName(suite.runs) : suite.runs;
    const wanted = runs.filter(
      run =>
        (appId == null || suite.appId === appId) &&
        (checkName == null || run.name === checkName) &&
        (status == null || run.status === status) &&
        (!statuses || statuses.some(one => one === run.status)) &&
        (!conclusions || conclusions.some(one => one === run.conclusion)),
    );
    return connection(
      wanted.map(run => checkRunNode(repository, suite, run)),
      page,
    );
  },
};

export const checkRunFields: Fields<CheckRunNode> = {
  id: ({ id }) => id,
  databaseId: ({ run }) => run.id,
  name: ({ run }) => run.name,
  externalId: ({ run }) => run.externalId || null,
  status: ({ run }) => run.status,
  conclusion: ({ run }) => run.conclusion,
  title: ({ run }) => run.title || null,
  summary: ({ run }) => run.summary || null,
  text: ({ run }) => run.text || null,
  detailsUrl: ({ run }) => run.detailsUrl,
  startedAt: ({ run }) => run.startedAt,
  completedAt: ({ run }) => run.completedAt,
  repository: ({ repository }) => repositoryNode(repository),
  checkSuite: ({ repository, suite }) => checkSuiteNode(repository, suite),
  url: ({ repository, run }, _, context) => runUrl(context, repository, run),
  permalink: ({ repository, run }, _, context) => runUrl(context, repository, run),
  annotations: ({ repository, suite, run }, page: CheckRunAnnotationsArgs, { world }) => {
    const blob = `${world.url}/${repository.owner}/${repository.name}/blob/${suite.headOid}`;
    const nodes = run.annotations.map(annotation => ({ annotation, blobUrl: `${blob}/${annotation.path}` }));
    return connection(nodes, page);
  },
};

export const workflowRunFields: Fields<WorkflowRunNode> = {
  id: ({ id }) => id,
  databaseId: ({ workflowRun }) => workflowRun.id,
  event: ({ workflowRun }) => workflowRun.event,
  createdAt: ({ workflowRun }) => workflowRun.createdAt,
  url: ({ repository, workflowRun }, _, { world }) =>
    `${world.url}/${repository.owner}/${repository.name}/actions/runs/${workflowRun.id}`,
  checkSuite: ({ repository, suite }) => checkSuiteNode(repository, suite),
  file: ({ workflowRun: { id, path } }) => ({ id: nodeId('WorkflowRunFile', id), path }),
};

export const annotationFields: Fields<AnnotationNode> = {
  path: ({ annotation }) => annotation.path,
  annotationLevel: ({ annotation }) => annotation.level,
  title: ({ annotation }) => annotation.title,
  message: ({ annotation }) => annotation.message,
  rawDetails: ({ annotation }) => annotation.rawDetails,
  blobUrl: ({ blobUrl }) => blobUrl,
  location: ({ annotation: { startLine, startColumn, endLine, endColumn } }) => ({
    start: { line: startLine, column: startColumn },
    end: { line: endLine, column: endColumn },
  }),
};

/** GitHub keeps every run and counts, of those with one name, only the last. */
export function latestByName(runs: readonly CheckRun[]): CheckRun[] {
  return [...new Map(runs.map(run => [run.name, run])).values()];
}

function runUrl({ world }: Context, repository: Repository, run: CheckRun): string {
  return `${world.url}/${repository.owner}/${repository.name}/runs/${run.id}`;
}
