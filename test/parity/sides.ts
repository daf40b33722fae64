import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fork } from '../../local-github/actions/fork.ts';
import { type Clone, person } from '../../local-github/person.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { addUser } from '../../local-github/setup/add-user.ts';
import { startLocalGitHub } from '../../local-github/start.ts';
import type { Repository } from '../../local-github/state.ts';
import { checkCommand } from '../../src/cli/check-command.ts';
import { indexCommand } from '../../src/cli/index-command.ts';
import { readingClient } from '../../src/cli/reading-client.ts';
import { openExaminer } from '../../src/examiner/open-examiner.ts';
import { compareWithDefault } from '../../src/github/compare.ts';
import type { Diagnostic } from '../../src/pattern/diagnostic.ts';
import { patternFolderOf } from '../../src/pattern/place.ts';
import { noCache } from '../../src/planning/examination-cache.ts';
import { inspectCommit, type Outcome } from '../../src/planning/inspect-commit.ts';
import { claimCache } from '../../src/planning/load-claims.ts';
import { domainCache } from '../../src/planning/load-domains.ts';
import { call } from '../cli/temporary-library.ts';
import { base, type Change } from './changes.ts';

/** A library on GitHub and a clone of it. */
export type Library = { repository: Repository; clone: Clone };

/** What one side says of a change: the App of what it touches, the command line of the paths that it is asked about. */
export type Said = { paths: string[]; diagnostics: Diagnostic[] };

/** The App and the command line, both in this process, and a GitHub between them. */
export type Sides = {
  libraryCalled(name: string, files?: Record<string, string>): Promise<Library>;
  /** A clone of somebody else's fork. */
  forkOf(library: Library): Promise<Library>;
  /** Opens a pull request of what is checked out in a fork. */
  propose(library: Library, fork: Library): Promise<void>;
  /** Another clone, of which only these folders are on the disk. */
  sparseCloneOf(library: Library, folders: readonly string[], ...options: string[]): Promise<Library>;
  /** Commits what lies in the clone on a branch, and gives the commit. */
  commitAll(library: Library, branch: string): Promise<string>;
  /** Commits what a change makes of the default branch, on a branch of its own, and gives the commit. */
  commit(library: Library, change: Change): Promise<string>;
  outcomeOf(library: Library, headOid: string): Promise<{ outcome: Outcome; paths: string[] }>;
  /** What the App says, and the folders and files that a person would name to hear the same. */
  fromApp(library: Library, headOid: string): Promise<Said>;
  close(): Promise<void>;
};

/** Both sides, and a library with its index that they look at. */
export async function openSidesWithLibrary(): Promise<{ sides: Sides; library: Library }> {
  const sides = await openSides();
  const library = await sides.libraryCalled('library');
  await call(indexCommand, library.clone.directory, []);
  await sides.commitAll(library, 'main');
  return { sides, library };
}

export async function openSides(): Promise<Sides> {
  const github = await startLocalGitHub();
  const { world } = github;
  const [ada, grace] = [addUser(world, 'ada'), addUser(world, 'grace')];
  const octokit = readingClient({ apiUrl: `${github.url}/api/v3`, token: ada.token }, '0.0.0');
  const examiner = openExaminer();
  const domains = domainCache();
  let branches = 0;

  const cloneOf = async (repository: Repository, user = ada): Promise<Library> => {
    const directory = mkdtempSync(join(world.directory, 'clone-'));
    return { repository, clone: await person(world, user).clone(repository, directory) };
  };

  const commitAll: Sides['commitAll'] = async ({ clone: { git } }, branch) => {
    await git('add', '--all');
    await git('commit', '--quiet', '--message', branch);
    await git('push', '--quiet', 'origin', branch);
    return (await git('rev-parse', 'HEAD')).trim();
  };

  const outcomeOf: Sides['outcomeOf'] = async ({ repository }, headOid) => {
    const comparison = await compareWithDefault(octokit, repository.nodeId, headOid);
    if (!comparison) throw new Error('there is nothing to compare');
    const { files, defaultOid } = comparison;
    const context = { github: octokit, identity: { appId: 1 }, examiner, cache: noCache, domains };
    const outcome = await inspectCommit(
      { ...context, claims: claimCache(), version: '0' },
      { repositoryId: repository.nodeId, headOid, policyOid: defaultOid, files, pullRequestContext: {} },
    );
    const paths = files.map(({ path }) => patternFolderOf(path) ?? path);
    return { outcome, paths: [...new Set(paths)].sort() };
  };

  return {
    commitAll,
    outcomeOf,
    libraryCalled: async (name, files = base) =>
      cloneOf(await addRepository(world, { owner: 'ada', name, files })),
    async forkOf({ repository }) {
      const forked = await fork(world, repository, 'grace', {
        name: repository.name,
        onlyDefaultBranch: true,
      });
      if (!forked.ok) throw new Error(forked.reason);
      return cloneOf(forked.repository, grace);
    },
    async propose({ repository }, { clone }) {
      const branch = (await clone.git('rev-parse', '--abbrev-ref', 'HEAD')).trim();
      await person(world, grace).open(repository, { title: branch, head: `grace:${branch}` });
    },
    async sparseCloneOf({ repository }, folders, ...options) {
      const library = await cloneOf(repository);
      await library.clone.git('sparse-checkout', 'set', '--cone', ...options, ...folders);
      return library;
    },
    async commit(library, change) {
      const { clone } = library;
      const branch = `change-${++branches}`;
      await clone.git('checkout', '--quiet', '--force', '-B', branch, 'main');
      await clone.git('clean', '--quiet', '-dffx');
      await change(clone.directory);
      return commitAll(library, branch);
    },
    async fromApp(library, headOid) {
      const { outcome, paths } = await outcomeOf(library, headOid);
      if (outcome.kind !== 'inspected') throw new Error(`the App does not look: ${outcome.kind}`);
      expect(outcome.inspections.flatMap(({ report }) => report.faults)).toEqual([]);
      return { paths, diagnostics: outcome.inspections.flatMap(({ report }) => report.diagnostics) };
    },
    async close() {
      examiner.close();
      await github.close();
    },
  };
}

/** What `patterns check` prints for programs. */
export type Printed = { diagnostics: Diagnostic[]; gaps: string[]; code: number | null };

/** What the command line says of the change that is checked out. */
export async function fromCommandLine({ clone }: Library, paths: readonly string[]): Promise<Printed> {
  const args = ['--base', 'main', '--introduced', '--format', 'json', ...paths];
  const { code, stdout, stderr } = await call(checkCommand, clone.directory, args);
  if (stdout === '') throw new Error(`no JSON: ${stderr}`);
  const { diagnostics, gaps }: Printed = JSON.parse(stdout);
  return { code, gaps, diagnostics: diagnostics.filter(item => !('present' in item)) };
}

/** Each finding with everything that is said of it. */
export function lines(found: readonly Diagnostic[]): string[] {
  return found.map(item => JSON.stringify(item));
}

/** Expects both sides to say the same of a commit that is checked out, byte for byte, and these rules to find something. */
export async function expectSame(
  sides: Sides,
  {
    library,
    at = library,
    headOid,
    rules,
  }: { library: Library; at?: Library; headOid: string; rules: readonly string[] },
): Promise<Said> {
  const said = await sides.fromApp(library, headOid);
  expect(said.diagnostics.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining([...rules]));
  expect(lines((await fromCommandLine(at, said.paths)).diagnostics)).toEqual(lines(said.diagnostics));
  return said;
}
