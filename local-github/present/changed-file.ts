import type { ChangedFile } from '../git-store/git-store.ts';
import type { Repository } from '../state.ts';
import type { World } from '../world.ts';

const STATUS = {
  ADDED: 'added',
  MODIFIED: 'modified',
  DELETED: 'removed',
  RENAMED: 'renamed',
  COPIED: 'copied',
  CHANGED: 'changed',
} as const;

/** A changed file as REST shows it: unlike GraphQL with the path that it had before. */
export function presentChangedFile(
  world: World,
  repository: Repository,
  headOid: string,
  file: ChangedFile,
): object {
  const { path, changeType, previousPath, additions, deletions } = file;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const name = `${repository.owner}/${repository.name}`;
  return {
    sha: null,
    filename: path,
    status: STATUS[changeType],
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${world.url}/${name}/blob/${headOid}/${encoded}`,
    raw_url: `${world.url}/${name}/raw/${headOid}/${encoded}`,
    contents_url: `${world.url}/api/v3/repos/${name}/contents/${encoded}?ref=${headOid}`,
    ...(previousPath !== null && { previous_filename: previousPath }),
  };
}
