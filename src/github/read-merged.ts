import { moduleIdOf } from '../catalog/reproductions.ts';
import { isModule } from '../pattern/place.ts';
import type { MergedPullRequest } from '../review/reproduction-records.ts';
import type { ChangedFileAnswer } from './changed-file.ts';
import { type GitHub, query } from './client.ts';
import type { Branch } from './read-branch.ts';
import { renamedFiles, withRenames } from './renamed-files.ts';
import { type SuiteAnswer, suiteFields, workflowRunsIn } from './workflow-runs.ts';

/**
 * For each folder of a pattern, the merged pull requests with the commit that last touched its results. One query for
 * all of them, and one more for a pull request with renamed files, whose old paths only REST tells.
 */
export async function readMerged(
  github: GitHub,
  repository: string,
  branch: Branch,
  folders: readonly string[],
): Promise<MergedPullRequest[][]> {
  const document = mergedQuery(branch.oid, folders);
  const { node } = await query<Answer>(github, document, { repository });
  const renames = new Map<number, Promise<ReadonlyMap<string, string>>>();
  const oldPaths = (number: number): Promise<ReadonlyMap<string, string>> => {
    const known = renames.get(number) ?? renamedFiles(github, branch.nameWithOwner, number);
    renames.set(number, known);
    return known;
  };
  return Promise.all(
    folders.map(async (folder, index) => {
      const pulls = (node?.object?.[`p${index}`]?.nodes ?? []).flatMap(
        commit => commit.associatedPullRequests?.nodes ?? [],
      );
      const merged = pulls.filter(({ state }) => state === 'MERGED');
      return Promise.all(merged.map(pull => mergedOf(pull, folder, branch.branch, oldPaths)));
    }),
  );
}

/** The document, by aliases. Exported for the test that holds it against GitHub's schema. */
export function mergedQuery(oid: string, folders: readonly string[]): string {
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
  return `query MergedRuns($repository: ID!) { node(id: $repository) { ... on Repository {
    object(oid: ${JSON.stringify(oid)}) { ... on Commit { ${parts.join('\n')} } }
  } } }`;
}

async function mergedOf(
  pull: Pull,
  folder: string,
  defaultBranch: string,
  oldPaths: (number: number) => Promise<ReadonlyMap<string, string>>,
): Promise<MergedPullRequest> {
  const nodes = pull.files?.nodes ?? [];
  const renamed = nodes.some(file => file.changeType === 'RENAMED') ? await oldPaths(pull.number) : new Map();
  const head = pull.commits.nodes.find(({ commit }) => commit.oid === pull.headRefOid)?.commit;
  const measure = `${folder.split('/').slice(0, 2).join('/')}/measure`;
  const module = head?.module?.object?.entries?.filter(({ name }) => isModule(`${measure}/${name}`)) ?? [];
  return {
    files: withRenames(nodes, renamed),
    filesComplete: nodes.length >= pull.changedFiles,
    intoDefaultBranch: pull.baseRefName === defaultBranch,
    workflowRuns: workflowRunsIn(head?.checkSuites?.nodes ?? []),
    script: head?.script?.oid ?? null,
    results: head?.results?.oid ?? null,
    module: moduleIdOf(module),
  };
}

type Answer = {
  node: {
    object: Record<
      string,
      { nodes: { associatedPullRequests: { nodes: Pull[] } | null }[] } | undefined
    > | null;
  } | null;
};

type Pull = {
  number: number;
  state: string;
  baseRefName: string;
  headRefOid: string;
  changedFiles: number;
  files: { nodes: ChangedFileAnswer[] } | null;
  commits: { nodes: { commit: Head }[] };
};

type Head = {
  oid: string;
  script: { oid: string } | null;
  results: { oid: string } | null;
  module: { object: { entries?: { name: string; oid: string }[] } | null } | null;
  checkSuites: { nodes: SuiteAnswer[] } | null;
};
