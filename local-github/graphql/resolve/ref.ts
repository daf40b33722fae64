import { isRefName } from '../../git-store/ref-name.ts';
import { gitAt } from '../../git-store/stores.ts';
import type { Repository } from '../../state.ts';
import type { Fields } from '../context.ts';
import { type RefNode, refNode, repositoryNode } from '../node.ts';
import { readNode } from './git-object.ts';

const PREFIX = /^refs\/(?:heads|tags)\//;

export const refFields: Fields<RefNode> = {
  id: ({ id }) => id,
  name: ({ name }) => name.replace(PREFIX, ''),
  prefix: ({ name }) => PREFIX.exec(name)?.[0] ?? 'refs/',
  repository: ({ repository }) => repositoryNode(repository),
  target: ({ repository, oid }) => readNode(repository, oid),
};

/** The ref of that name, whole (`refs/heads/main`) or shortened (`heads/main`, `main`); null when there is none. */
export async function findRef(repository: Repository, qualifiedName: string): Promise<RefNode | null> {
  const names = qualifiedName.startsWith('refs/')
    ? [qualifiedName]
    : [`refs/heads/${qualifiedName}`, `refs/tags/${qualifiedName}`, `refs/${qualifiedName}`];
  for (const name of names) {
    const object = isRefName(name) ? await gitAt(repository.gitDirectory).readObject(name) : null;
    if (object) return refNode(repository, name, object.oid);
  }
  return null;
}
