import type { GitObject } from '../git-store/git-store.ts';
import { gitAt } from '../git-store/stores.ts';
import { parseTree, type TreeEntry } from '../git-store/tree-entries.ts';
import type { Repository } from '../state.ts';
import type { World } from '../world.ts';
import { NOT_FOUND, type Operation, onRepository, refuse } from './operation.ts';

type PathEntry = TreeEntry & { path: string };

/** A tree with all that is below it, as far as GitHub lists: who sees `truncated` has not seen all. */
export const TREE_OPERATIONS: Operation[] = [
  onRepository(
    { method: 'get', path: '/repos/{owner}/{repo}/git/trees/{tree_sha}' },
    { permissions: ['contents'], level: 'read' },
    async ({ world, repository, parameters, query }) => {
      const git = gitAt(repository.gitDirectory);
      const { tree_sha: asked = '' } = parameters;
      const tree = await git.readObject(`${asked}^{tree}`);
      if (tree?.type !== 'tree') return refuse(NOT_FOUND);
      const url = `${world.url}/api/v3/repos/${repository.owner}/${repository.name}/git`;
      // GitHub takes any value for yes, also "0" and "false".
      const entries = await entriesBelow(repository, tree, '', query.recursive !== undefined);
      const shown = [];
      let bytes = 0;
      for (const { path, mode, type, oid } of entries) {
        const size = type === 'blob' ? { size: (await git.readObject(oid))?.content.length ?? 0 } : {};
        const address = type === 'commit' ? {} : { url: `${url}/${type}s/${oid}` };
        const entry = { path, mode: mode.toString(8).padStart(6, '0'), type, sha: oid, ...size, ...address };
        bytes += JSON.stringify(entry).length;
        if (!fits(world, shown.length + 1, bytes)) break;
        shown.push(entry);
      }
      const truncated = shown.length < entries.length;
      return {
        status: 200,
        body: { sha: tree.oid, url: `${url}/trees/${tree.oid}`, tree: shown, truncated },
      };
    },
  ),
];

async function entriesBelow(
  repository: Repository,
  { content }: GitObject,
  above: string,
  recursive: boolean,
): Promise<PathEntry[]> {
  const entries: PathEntry[] = [];
  for (const entry of parseTree(content)) {
    const path = `${above}${entry.name}`;
    entries.push({ ...entry, path });
    const below =
      recursive && entry.type === 'tree' ? await gitAt(repository.gitDirectory).readObject(entry.oid) : null;
    if (below) entries.push(...(await entriesBelow(repository, below, `${path}/`, recursive)));
  }
  return entries;
}

function fits({ limits }: World, entries: number, bytes: number): boolean {
  return entries <= limits.treeEntries && bytes <= limits.treeBytes;
}
