import { rerequestCheckRun } from '../actions/rerequest-checks.ts';
import { resolveCommit } from '../git.ts';
import { presentCheckRun } from '../present/check-run.ts';
import { NOT_FOUND, type Operation, onRepository, refuse } from './operation.ts';

/** Check runs as people and Apps see them, and the request to run one again. */
export const CHECK_OPERATIONS: Operation[] = [
  onRepository(
    { method: 'get', path: '/repos/{owner}/{repo}/commits/{ref}/check-runs' },
    { permissions: ['checks'], level: 'read' },
    async ({ world, repository, parameters, query }) => {
      const oid = await resolveCommit(repository.gitDirectory, parameters.ref ?? '');
      if (oid === null) return refuse({ status: 422, message: `No commit found for SHA: ${parameters.ref}` });
      const suites = repository.checkSuites.filter(({ headOid }) => headOid === oid);
      const named = suites
        .flatMap(suite => suite.runs.map(run => ({ suite, run })))
        .filter(({ run }) => query.check_name === undefined || run.name === query.check_name);
      const runs = query.filter === 'all' ? named : latestByName(named);
      const shown = runs.map(({ suite, run }) => presentCheckRun(world, repository, suite, run));
      return { status: 200, body: { total_count: runs.length, check_runs: await Promise.all(shown) } };
    },
  ),

  onRepository(
    { method: 'post', path: '/repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest' },
    { permissions: ['checks'], level: 'write', access: 'write' },
    async ({ world, repository, actor, parameters }) => {
      for (const suite of repository.checkSuites) {
        const run = suite.runs.find(({ id }) => String(id) === parameters.check_run_id);
        if (run) {
          await rerequestCheckRun(world, repository, suite, run, actor);
          return { status: 201, body: {} };
        }
      }
      return refuse(NOT_FOUND);
    },
  ),
];

type Listed = { suite: { id: number }; run: { name: string } };

/** Of runs of one name in one suite GitHub shows the last. */
function latestByName<T extends Listed>(runs: T[]): T[] {
  return [...new Map(runs.map(listed => [`${listed.suite.id} ${listed.run.name}`, listed])).values()];
}
