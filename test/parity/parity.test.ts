import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Clone, person } from '../../local-github/person.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { addUser } from '../../local-github/setup/add-user.ts';
import { startLocalGitHub } from '../../local-github/start.ts';
import type { Repository, User } from '../../local-github/state.ts';
import { checkCommand } from '../../src/cli/check-command.ts';
import { indexCommand } from '../../src/cli/index-command.ts';
import { readingClient } from '../../src/cli/reading-client.ts';
import { openExaminer } from '../../src/examiner/open-examiner.ts';
import { compareWithDefault } from '../../src/github/compare.ts';
import type { Diagnostic } from '../../src/pattern/diagnostic.ts';
import { patternFolderOf } from '../../src/pattern/place.ts';
import { noCache } from '../../src/planning/examination-cache.ts';
import { inspectCommit } from '../../src/planning/inspect-commit.ts';
import { claimCache } from '../../src/planning/load-claims.ts';
import { domainCache } from '../../src/planning/load-domains.ts';
import { call } from '../cli/temporary-library.ts';
import { base, type Change, changes } from './changes.ts';

/**
 * The App and the command line say the same of the same change, byte for byte: the App through GitHub's API, the command
 * line from a clone with the change checked out. A whole-domain check may say more, of files that the change does not touch.
 */

/** A library on GitHub and a clone of it. */
type Library = { repository: Repository; clone: Clone };

const examiner = openExaminer();
const domains = domainCache();
let github: Awaited<ReturnType<typeof startLocalGitHub>>;
let ada: User;
let octokit: Octokit;
let library: Library;

beforeAll(async () => {
  github = await startLocalGitHub();
  ada = addUser(github.world, 'ada');
  octokit = readingClient({ apiUrl: `${github.url}/api/v3`, token: ada.token }, '0.0.0');
  library = await libraryCalled('library');
  const { clone } = library;
  await call(indexCommand, clone.directory, []);
  await commitAll(clone, 'main');
});
afterAll(async () => {
  examiner.close();
  await github.close();
});

async function libraryCalled(name: string): Promise<Library> {
  const repository = await addRepository(github.world, { owner: 'ada', name, files: base });
  const directory = mkdtempSync(join(github.world.directory, 'clone-'));
  return { repository, clone: await person(github.world, ada).clone(repository, directory) };
}

async function commitAll({ git }: Clone, branch: string): Promise<string> {
  await git('add', '--all');
  await git('commit', '--quiet', '--message', branch);
  await git('push', '--quiet', 'origin', branch);
  return (await git('rev-parse', 'HEAD')).trim();
}

let branches = 0;

/** Commits what a change makes of the default branch, on a branch of its own, and gives the commit. */
async function commit({ clone }: Library, change: Change): Promise<string> {
  const branch = `change-${++branches}`;
  await clone.git('checkout', '--quiet', '--force', '-B', branch, 'main');
  await clone.git('clean', '--quiet', '-dffx');
  await change(clone.directory);
  return commitAll(clone, branch);
}

type Said = { paths: string[]; diagnostics: Diagnostic[] };

/** What the App says, and the folders and files that a person would name to hear the same. */
async function fromApp({ repository }: Library, headOid: string): Promise<Said> {
  const comparison = await compareWithDefault(octokit, repository.nodeId, headOid);
  if (!comparison) throw new Error('there is nothing to compare');
  const { files, defaultOid } = comparison;
  const outcome = await inspectCommit(
    {
      github: octokit,
      identity: { appId: 1 },
      examiner,
      cache: noCache,
      domains,
      claims: claimCache(),
      version: '0',
    },
    { repositoryId: repository.nodeId, headOid, policyOid: defaultOid, files, circumstances: {} },
  );
  if (outcome.kind !== 'inspected') throw new Error(`the App does not look: ${outcome.kind}`);
  expect(outcome.inspections.flatMap(({ report }) => report.faults)).toEqual([]);
  const paths = files.map(({ path }) => patternFolderOf(path) ?? path);
  return {
    paths: [...new Set(paths)].sort(),
    diagnostics: outcome.inspections.flatMap(({ report }) => report.diagnostics),
  };
}

async function fromCommandLine({ clone }: Library, paths: readonly string[]): Promise<Diagnostic[]> {
  const args = ['--base', 'main', '--introduced', '--format', 'json', ...paths];
  const { stdout, stderr } = await call(checkCommand, clone.directory, args);
  if (stdout === '') throw new Error(`no JSON: ${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: (Diagnostic & { present?: true })[] };
  return diagnostics.filter(({ present }) => present === undefined);
}

const lines = (found: readonly Diagnostic[]): string[] => found.map(item => JSON.stringify(item));

test.each(changes)('%s', async (_, change, rules) => {
  const { paths, diagnostics } = await fromApp(library, await commit(library, change));
  expect(diagnostics.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(rules));
  expect(lines(await fromCommandLine(library, paths))).toEqual(lines(diagnostics));
});

test('an index that is what it should be, where it was not: no fault', async () => {
  const stale = await libraryCalled('stale');
  const head = await commit(stale, async root => {
    await call(indexCommand, root, []);
  });
  const { paths, diagnostics } = await fromApp(stale, head);
  expect(paths).toContain('patterns/ml/index.json');
  expect(diagnostics).toEqual([]);
  expect(await fromCommandLine(stale, paths)).toEqual([]);
});
