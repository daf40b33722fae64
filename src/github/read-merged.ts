import { moduleIdOf } from '../catalog/reproductions.ts';
import { isModule } from '../pattern/place.ts';
import type { MergedPullRequest } from '../review/reproduction-records.ts';
import { type GitHub, query } from './client.ts';
import { type Answer, type Document, document } from './document.ts';
import { type NodeOf, nodesOf } from './pages.ts';
import type { Branch } from './read-branch.ts';
import { renamedFiles, withRenames } from './renamed-files.ts';
import { suiteFields, workflowRunsIn } from './workflow-runs.ts';

/**
 * Reads, for each folder of a pattern, the merged pull requests with the commit that last touched its results. One query for
 * all of them, and one more for a pull request with renamed files, whose old paths only REST tells.
 */
export async function readMerged(
  github: GitHub,
  repositoryId: string,
  branch: Branch,
  folders: readonly string[],
): Promise<MergedPullRequest[][]> {
  const { node } = await query(github, mergedQuery(branch.oid, folders), { repositoryId });
  const renames = new Map<number, Promise<ReadonlyMap<string, string>>>();
  const oldPaths = (number: number): Promise<ReadonlyMap<string, string>> => {
    const known = renames.get(number) ?? renamedFiles(github, branch.nameWithOwner, number);
    renames.set(number, known);
    return known;
  };
  const byAlias: Record<string, Sample | undefined> = node?.object ?? {};
  return Promise.all(
    folders.map(async (folder, index) => {
      const pulls = nodesOf(byAlias[`p${index}`]).flatMap(commit => nodesOf(commit.associatedPullRequests));
      const merged = pulls.filter(({ state }) => state === 'MERGED');
      return Promise.all(merged.map(pull => mergedOf(pull, folder, branch.branch, oldPaths)));
    }),
  );
}

/** Makes the document, an alias for each folder. */
export function mergedQuery(oid: string, folders: readonly string[]): Document<'MergedRuns'> {
  const parts = folders.map((folder, index) => {
    const path = (name: string): string => JSON.stringify(`${folder}/${name}`);
    const domain = folder.split('/').slice(0, 2).join('/');
    return `p${index}: history(path: ${path('results.json')}, first: 1) { nodes { associatedPullRequests(first: 5) { nodes {
      number state baseRefName headRefOid changedFiles
      files(first: 100) { nodes { path changeType } }
      commits(last: 1) { nodes { commit {
        oid
        script: file(path: ${path('benchmark.py')}) { oid }
        results: file(path: ${path('results.json')}) { oid }
        module: file(path: ${JSON.stringify(`${domain}/measure`)}) { object { ... on Tree { entries { name oid } } } }
        checkSuites(first: 100) { nodes { ${suiteFields} } }
      } } }
    } } } }`;
  });
  const text = `query MergedRuns($repositoryId: ID!) { node(id: $repositoryId) { ... on Repository {
    object(oid: ${JSON.stringify(oid)}) { ... on Commit { ${parts.join('\n')} } }
  } } }`;
  return document('MergedRuns', text);
}

async function mergedOf(
  pull: Pull,
  folder: string,
  defaultBranch: string,
  oldPaths: (number: number) => Promise<ReadonlyMap<string, string>>,
): Promise<MergedPullRequest> {
  const nodes = nodesOf(pull.files);
  const renamed = nodes.some(file => file.changeType === 'RENAMED') ? await oldPaths(pull.number) : new Map();
  const head = nodesOf(pull.commits).find(({ commit }) => commit.oid === pull.headRefOid)?.commit;
  const measure = `${folder.split('/').slice(0, 2).join('/')}/measure`;
  const module = head?.module?.object?.entries?.filter(({ name }) => isModule(`${measure}/${name}`)) ?? [];
  return {
    files: withRenames(nodes, renamed),
    filesComplete: nodes.length >= pull.changedFiles,
    intoDefaultBranch: pull.baseRefName === defaultBranch,
    workflowRuns: workflowRunsIn(nodesOf(head?.checkSuites)),
    script: head?.script?.oid ?? null,
    results: head?.results?.oid ?? null,
    module: moduleIdOf(module),
  };
}

/** The types know the document for one folder. */
type Sample = NonNullable<NonNullable<NonNullable<Answer<'MergedRuns'>['node']>['object']>['p0']>;

type Pull = NodeOf<NodeOf<Sample>['associatedPullRequests']>;
