import { type GitHub, queryPast } from './client.ts';
import { hasTaxonomy } from './is-library.ts';
import { librariesQuery } from './repository-documents.ts';

/** A repository by its ids and its full name. */
export type ListedRepository = { id: number; nodeId: string; name: string };

const perPage = 100;

/** Lists the repositories of the client's installation in pages of a hundred; one that nobody can write to is left out. */
export async function* listRepositories(github: GitHub): AsyncGenerator<ListedRepository[]> {
  for (let page = 1; ; page += 1) {
    const { data } = await github.request('GET /installation/repositories', { per_page: perPage, page });
    yield data.repositories.flatMap(({ id, node_id, full_name, archived, disabled }) =>
      archived || disabled ? [] : [{ id: Number(id), nodeId: node_id, name: full_name }],
    );
    if (data.repositories.length < perPage) return;
  }
}

/** Returns those of up to a hundred repositories that have a `patterns/*\/taxonomy.yaml`, in one request. */
export async function librariesAmong(
  github: GitHub,
  repositories: readonly ListedRepository[],
): Promise<ListedRepository[]> {
  if (repositories.length === 0) return [];
  const ids = repositories.map(({ nodeId }) => nodeId);
  // One that went away since the listing is an error at its place.
  const { nodes } = await queryPast(github, 'nodes', librariesQuery, { ids });
  return repositories.filter((_, place) => {
    const node = nodes[place];
    return node && !node.isArchived && hasTaxonomy(node.object ?? null);
  });
}
