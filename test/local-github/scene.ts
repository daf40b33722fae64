import { execFile } from 'node:child_process';
import { createSign } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { updateBranch } from '../../local-github/actions/update-branch.ts';
import { branchHead } from '../../local-github/git.ts';
import { gitEnvironment } from '../../local-github/git-environment.ts';
import { gitAt } from '../../local-github/git-store/stores.ts';
import { addApp } from '../../local-github/setup/add-app.ts';
import { addRepository, type RepositorySettings } from '../../local-github/setup/add-repository.ts';
import { addUser } from '../../local-github/setup/add-user.ts';
import { type LocalGitHub, startLocalGitHub } from '../../local-github/start.ts';
import type { App, User } from '../../local-github/state.ts';

export type Scene = LocalGitHub & Awaited<ReturnType<typeof people>>;

/** A local GitHub with `octo/library` (one commit), its owner, a contributor, and a stranger; ends with the test. */
export async function scene(settings: Partial<RepositorySettings> = {}): Promise<Scene> {
  const github = await startLocalGitHub();
  onTestFinished(github.close);
  return { ...github, ...(await people(github, settings)) };
}

async function people({ world }: LocalGitHub, settings: Partial<RepositorySettings>) {
  const owner = addUser(world, 'octo');
  const contributor = addUser(world, 'contributor');
  const stranger = addUser(world, 'stranger');
  const repository = await addRepository(world, {
    owner: 'octo',
    name: 'library',
    files: { 'README.md': '# Library\n', 'a.txt': 'one\ntwo\nthree\n' },
    collaborators: [{ login: 'contributor', permission: 'write' }],
    ...settings,
  });
  return { owner, contributor, stranger, repository };
}

/** An App that receives its webhooks at a real server; what arrived is in `received`, in order. */
export async function appWithInbox(
  github: LocalGitHub,
  manifest: { permissions: App['permissions']; events: string[] },
) {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const inbox = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>(resolve => inbox.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    inbox.closeAllConnections();
    inbox.close();
  });
  const url = `http://127.0.0.1:${(inbox.address() as AddressInfo).port}/`;
  const { permissions: default_permissions, events: default_events } = manifest;
  const details = { name: 'Test App', hook_attributes: { url }, default_permissions, default_events };
  return { ...addApp(github.world, details, 'a secret'), received };
}

/** A JSON web token as an App signs it. */
export function jwt(claims: Record<string, unknown>, privateKey: string, alg = 'RS256'): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createSign('sha256').update(signed).sign(privateKey, 'base64url')}`;
}

/** The claims that GitHub accepts from an App now. */
export function claimsOf(app: Pick<App, 'id'>): { iss: number; iat: number; exp: number } {
  const now = Math.floor(Date.now() / 1000);
  return { iss: app.id, iat: now - 30, exp: now + 570 };
}

export type RestAnswer = { status: number; headers: Headers; body: Record<string, unknown> };

/** One REST request with a token. */
export async function rest(
  github: LocalGitHub,
  token: string | null,
  request: string,
  body?: unknown,
): Promise<RestAnswer> {
  const [method = '', path = ''] = request.split(' ');
  const answer = await fetch(`${github.url}/api/v3${path}`, {
    method,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const { status, headers } = answer;
  return { status, headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

/** A folder that ends with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'local-github-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export type ClientResult = { ok: boolean; output: string };

/** Runs the real Git as a person would; a refusal is a result, not an exception. */
export async function client(folder: string, ...args: string[]): Promise<ClientResult> {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  try {
    const options = { cwd: folder, env: gitEnvironment() };
    const { stdout, stderr } = await promisify(execFile)('git', [...identity, ...args], options);
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    return { ok: false, output: String(error) };
  }
}

/** A repository's address with a person's token in it. */
export function remoteOf(github: LocalGitHub, user: User, fullName: string): string {
  return `${github.url.replace('http://', `http://x:${user.token}@`)}/${fullName}.git`;
}

/** Clones, commits files on a new branch and pushes it; gives the clone and the commit. */
export async function pushBranch(
  github: LocalGitHub,
  user: User,
  fullName: string,
  branch: string,
  files: Record<string, string>,
): Promise<{ folder: string; oid: string }> {
  const folder = await temporaryFolder();
  await expectOk(client(folder, 'clone', '--quiet', remoteOf(github, user, fullName), '.'));
  await expectOk(client(folder, 'checkout', '--quiet', '-b', branch));
  const oid = await pushFiles(folder, branch, files);
  return { folder, oid };
}

/** Commits files in a clone and pushes the branch. */
export async function pushFiles(
  folder: string,
  branch: string,
  files: Record<string, string>,
): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await expectOk(client(folder, 'add', '--all'));
  await expectOk(client(folder, 'commit', '--quiet', '-m', `Change ${Object.keys(files).join(', ')}`));
  await expectOk(client(folder, 'push', '--quiet', 'origin', branch));
  return (await expectOk(client(folder, 'rev-parse', 'HEAD'))).trim();
}

async function expectOk(running: Promise<ClientResult>): Promise<string> {
  const { ok, output } = await running;
  if (!ok) throw new Error(output);
  return output;
}

/** Commits files to a branch on the server itself, which is faster than a push; a new branch starts from main. */
export async function commitTo(
  github: Scene,
  branch: string,
  files: Record<string, string>,
): Promise<string> {
  const { world, repository, contributor } = github;
  const before = await branchHead(repository.gitDirectory, branch);
  const commit = await gitAt(repository.gitDirectory).commitFiles({
    parent: before ?? (await branchHead(repository.gitDirectory, 'main')),
    additions: Object.entries(files).map(([path, content]) => ({ path, content })),
    deletions: [],
    message: `Change ${Object.keys(files).join(', ')}`,
    author: { name: 'contributor', email: 'contributor@example.com' },
    at: world.now(),
  });
  if (!commit.ok) throw new Error(commit.reason);
  await updateBranch(world, repository, branch, before, commit.oid, {
    login: contributor.login,
    kind: 'user',
  });
  return commit.oid;
}
