import { join } from 'node:path';
import { takeBranchMoves } from '../branch-moves.ts';
import { gitAt } from '../git-store/stores.ts';
import { nodeId } from '../node-id.ts';
import type { Repository } from '../state.ts';
import type { World } from '../world.ts';

export type RepositorySettings = Pick<Repository, 'owner' | 'name'> &
  Partial<Pick<Repository, 'defaultBranch' | 'collaborators' | 'requiredChecks' | 'protection'>> & {
    /** Contents by path of a first commit on the default branch; without them the repository is empty. */
    files?: Record<string, string | Uint8Array>;
  };

/** A public repository; its first commit is not told to anybody. */
export async function addRepository(world: World, settings: RepositorySettings): Promise<Repository> {
  const repository = newRepository(world, { ...settings, parentId: null });
  const { gitDirectory, defaultBranch, owner } = repository;
  await world.makeGit(gitDirectory, defaultBranch);
  const git = gitAt(gitDirectory);
  if (settings.files) {
    const commit = await git.commitFiles({
      additions: Object.entries(settings.files).map(([path, content]) => ({ path, content })),
      deletions: [],
      parent: null,
      message: 'Initial commit',
      author: { name: owner, email: `${owner}@users.noreply.github.com` },
      at: world.now(),
    });
    if (!commit.ok) throw new Error(`The first commit of ${owner}/${settings.name} failed: ${commit.reason}`);
    await git.moveRef(`refs/heads/${defaultBranch}`, commit.oid);
  }
  await takeBranchMoves(repository);
  world.state.repositories.push(repository);
  return repository;
}

/** Everything about a new repository but its Git directory, which the caller fills before the world sees it. */
export function newRepository(
  world: World,
  settings: Omit<RepositorySettings, 'files'> & { parentId: number | null },
): Repository {
  const id = world.nextId();
  return {
    id,
    nodeId: nodeId('Repository', id),
    owner: settings.owner,
    name: settings.name,
    defaultBranch: settings.defaultBranch ?? 'main',
    archived: false,
    parentId: settings.parentId,
    gitDirectory: join(world.directory, `${id}.git`),
    collaborators: settings.collaborators ?? [],
    requiredChecks: settings.requiredChecks ?? [],
    protection: settings.protection ?? null,
    labels: [],
    pullRequests: [],
    mergeQueue: [],
    checkSuites: [],
  };
}
