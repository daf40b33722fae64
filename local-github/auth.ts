import { verifyAppJwt } from './jwt.ts';
import type { Actor, App, Repository } from './state.ts';
import type { Viewer, World } from './world.ts';

const ACCESS = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Access = (typeof ACCESS)[number];

/** Why a viewer may not do something, as GitHub answers it. */
export type Refusal = { status: number; message: string };

/**
 * Who an Authorization header stands for (`Bearer`, `token`, or `Basic` as Git sends it); null when nobody.
 * Credentials end by the machine's clock, which the clients sign by, whatever time it is in this world.
 */
export function viewerOf(authorization: string | undefined | null, world: World): Viewer | null {
  const token = tokenOf(authorization ?? '');
  if (token === '') return null;
  const user = world.state.users.find(candidate => candidate.token === token);
  if (user) return { kind: 'user', user };
  if (token.split('.').length === 3) {
    const app = verifyAppJwt(token, world.state.apps, new Date());
    return app && { kind: 'app', app };
  }
  return installationOf(token, world);
}

/** The token in an Authorization header; empty where there is none. */
export function tokenOf(authorization: string): string {
  const [, scheme = '', value = ''] = /^(\S+)\s+(\S+)\s*$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return /^(bearer|token)$/i.test(scheme) ? value : '';
  const pair = Buffer.from(value, 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
}

function installationOf(token: string, world: World): Viewer | null {
  for (const installation of world.state.installations) {
    const found = installation.tokens.find(candidate => candidate.token === token);
    const app = world.state.apps.find(({ id }) => id === installation.appId);
    if (!found || !app) continue;
    if (installation.suspendedAt !== null || new Date(found.expiresAt) <= new Date()) return null;
    const { permissions, repositoryIds } = found;
    return {
      kind: 'installation',
      app: permissions ? { ...app, permissions: commonPermissions(permissions, app.permissions) } : app,
      installation: repositoryIds
        ? {
            ...installation,
            repositoryIds: repositoryIds.filter(id => installation.repositoryIds.includes(id)),
          }
        : installation,
    };
  }
  return null;
}

/** A narrowed token never reaches further than its App does by now. */
function commonPermissions(narrowed: App['permissions'], granted: App['permissions']): App['permissions'] {
  const kept = Object.entries(narrowed).flatMap(([permission, level]) => {
    const least = level === 'write' ? granted[permission] : granted[permission] && 'read';
    return least ? [[permission, least] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** `user:login`, `app:slug`, `installation:id` or `nobody`: by these words requests are counted. */
export function nameOf(viewer: Viewer | null): string {
  if (viewer === null) return 'nobody';
  if (viewer.kind === 'user') return `user:${viewer.user.login}`;
  return viewer.kind === 'app' ? `app:${viewer.app.slug}` : `installation:${viewer.installation.id}`;
}

/** The name under which a viewer acts; an App acts as its bot. */
export function actorOf(viewer: Viewer): Actor {
  return viewer.kind === 'user'
    ? { login: viewer.user.login, kind: 'user' }
    : { login: `${viewer.app.slug}[bot]`, kind: 'bot' };
}

/** An App needs the permission on its manifest; people are judged by their access to the repository instead. */
export function requirePermission(
  viewer: Viewer,
  permission: string,
  level: 'read' | 'write',
): Refusal | null {
  if (viewer.kind === 'user') return null;
  const granted = viewer.app.permissions[permission] ?? (permission === 'metadata' ? 'read' : undefined);
  const enough = granted === 'write' || (granted === 'read' && level === 'read');
  if (viewer.kind === 'installation' && enough) return null;
  return { status: 403, message: 'Resource not accessible by integration' };
}

/** Whether the viewer knows of the repository at all: all are public to people, an installation has its own. */
export function canSee(viewer: Viewer, repository: Repository): boolean {
  if (viewer.kind === 'user') return true;
  return viewer.kind === 'installation' && viewer.installation.repositoryIds.includes(repository.id);
}

/** What a person may do in a repository. */
export function accessOf(repository: Repository, login: string): Access {
  if (repository.owner === login) return 'admin';
  return repository.collaborators.find(collaborator => collaborator.login === login)?.permission ?? 'read';
}

/** Whether a person has at least this access. */
export function hasAccess(repository: Repository, login: string, least: Access): boolean {
  return ACCESS.indexOf(accessOf(repository, login)) >= ACCESS.indexOf(least);
}

/** Whether the viewer may push to the repository; a protected branch is looked at separately. */
export function canPush(viewer: Viewer, repository: Repository): boolean {
  if (viewer.kind === 'user') return hasAccess(repository, viewer.user.login, 'write');
  return canSee(viewer, repository) && requirePermission(viewer, 'contents', 'write') === null;
}

/** Whether protection keeps this actor from moving the branch other than by a merge. */
export function isProtectedFrom(repository: Repository, branch: string, actor: Actor): boolean {
  const { protection } = repository;
  if (!protection?.restrictPushes || branch !== repository.defaultBranch) return false;
  return !protection.bypassApps.some(slug => actor.kind === 'bot' && actor.login === `${slug}[bot]`);
}
