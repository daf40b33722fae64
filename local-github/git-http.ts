import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { announceMoves } from './actions/announce-moves.ts';
import {
  actorOf,
  canPush,
  canSee,
  isProtectedFrom,
  type Refusal,
  requirePermission,
  viewerOf,
} from './auth.ts';
import { PROTECTED_REF } from './bare-repository.ts';
import { gitEnvironment } from './git-environment.ts';
import { findRepository } from './repositories.ts';
import type { Repository } from './state.ts';
import type { Viewer, World } from './world.ts';

const SMART_HTTP = /^\/([\w.-]+)\/([\w.-]+)\.git(\/info\/refs|\/git-upload-pack|\/git-receive-pack)$/;

/** Whether a request is one of Git's own over HTTP. */
export function isGitRequest(request: IncomingMessage): boolean {
  return SMART_HTTP.test(addressOf(request).pathname);
}

function addressOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'http://localhost');
}

/** Clone, fetch and push, carried out by Git's own `http-backend`; what a push moved is acted upon before it ends. */
export async function serveGit(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = addressOf(request);
  const [, owner = '', name = '', path = ''] = SMART_HTTP.exec(address.pathname) ?? [];
  const repository = findRepository(world, owner, name);
  const viewer = viewerOf(request.headers.authorization, world);
  const pushes = [address.searchParams.get('service'), path.slice(1)].includes('git-receive-pack');
  if (!repository) return refuse(response, { status: 404, message: 'Repository not found.' });
  const anonymous = request.headers.authorization === undefined;
  const refusal = anonymous && !pushes ? null : refusalOf(viewer, repository, pushes);
  if (refusal) return refuse(response, refusal);
  const environment = {
    ...gitEnvironment(),
    ...cgiVariables(request, address, path),
    GIT_PROJECT_ROOT: repository.gitDirectory,
    GIT_HTTP_EXPORT_ALL: '1',
    ...(viewer && pushes ? pushVariables(viewer, repository) : {}),
  };
  await runBackend(environment, request, response, async () => {
    if (viewer && path === '/git-receive-pack') await announceMoves(world, repository, actorOf(viewer));
  });
}

function refusalOf(viewer: Viewer | null, repository: Repository, pushes: boolean): Refusal | null {
  if (viewer === null) return { status: 401, message: 'Authenticate with a token as the password.' };
  if (!canSee(viewer, repository)) return { status: 404, message: 'Repository not found.' };
  if (!pushes) return requirePermission(viewer, 'contents', 'read');
  const fullName = `${repository.owner}/${repository.name}`;
  if (!canPush(viewer, repository)) {
    return { status: 403, message: `Permission to ${fullName}.git denied to ${actorOf(viewer).login}.` };
  }
  return repository.archived
    ? { status: 403, message: `${fullName} was archived so it is read-only.` }
    : null;
}

function refuse(response: ServerResponse, { status, message }: Refusal): void {
  const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
  response.writeHead(status, { 'content-type': 'text/plain', ...challenge }).end(`${message}\n`);
}

function pushVariables(viewer: Viewer, repository: Repository): Record<string, string> {
  const actor = actorOf(viewer);
  const isProtected = isProtectedFrom(repository, repository.defaultBranch, actor);
  return {
    REMOTE_USER: actor.login,
    [PROTECTED_REF]: isProtected ? `refs/heads/${repository.defaultBranch}` : '',
  };
}

function cgiVariables(request: IncomingMessage, address: URL, path: string): Record<string, string> {
  const variables = {
    REQUEST_METHOD: request.method,
    PATH_INFO: path,
    QUERY_STRING: address.search.slice(1),
    REMOTE_ADDR: request.socket.remoteAddress,
    CONTENT_TYPE: request.headers['content-type'],
    CONTENT_LENGTH: request.headers['content-length'],
    HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
    GIT_PROTOCOL: request.headers['git-protocol']?.toString(),
  };
  const set = Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(set);
}

function runBackend(
  environment: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
  beforeEnd: () => Promise<void>,
): Promise<void> {
  const backend = spawn('git', ['http-backend'], { env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
  response.on('close', () => backend.kill());
  // Git may answer before it has read everything that the client sends.
  backend.stdin.on('error', () => {});
  request.pipe(backend.stdin);
  return new Promise((resolve, reject) => {
    let head: Buffer | null = Buffer.alloc(0);
    backend.stdout.on('data', (chunk: Buffer) => {
      if (head === null) return void response.write(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      writeHead(response, head.subarray(0, end).toString());
      response.write(head.subarray(end + 4));
      head = null;
    });
    backend.on('error', reject);
    backend.on('close', () => {
      if (head !== null) response.writeHead(500);
      beforeEnd().then(() => {
        response.end();
        resolve();
      }, reject);
    });
  });
}

/** A CGI program writes its status as a header of its own. */
function writeHead(response: ServerResponse, head: string): void {
  const headers = head.split('\r\n').map(line => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1];
  for (const [name, value] of headers) if (name.toLowerCase() !== 'status') response.setHeader(name, value);
  response.writeHead(status ? Number.parseInt(status, 10) : 200);
}
