import { gitAt } from './git-store/stores.ts';
import type { Repository } from './state.ts';

export type BranchMove = { branch: string; before: string | null; after: string | null };

const known = new WeakMap<Repository, Map<string, string>>();

/** What moved since this was last asked. Not to be asked twice at the same time. */
export async function takeBranchMoves(repository: Repository): Promise<BranchMove[]> {
  const before = known.get(repository) ?? new Map<string, string>();
  const after = await gitAt(repository.gitDirectory).readRefs('refs/heads/');
  known.set(repository, after);
  const moved = [...new Set([...before.keys(), ...after.keys()])].filter(
    ref => before.get(ref) !== after.get(ref),
  );
  return moved.map(ref => ({
    branch: ref.slice('refs/heads/'.length),
    before: before.get(ref) ?? null,
    after: after.get(ref) ?? null,
  }));
}
