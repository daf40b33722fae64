import { type GitHub, query } from './client.ts';
import { type Document, document } from './document.ts';
import { keyOf, literalOf, type Place, uniquePlaces } from './place-at-commit.ts';

const maxPathsPerRequest = 100;

/** Tells whether these places exist, by `<commit>:<path>`; a hundred in one request. */
export async function existing(
  github: GitHub,
  repositoryId: string,
  places: readonly Place[],
): Promise<ReadonlyMap<string, boolean>> {
  const known = new Map<string, boolean>();
  const wanted = uniquePlaces(places);
  for (let from = 0; from < wanted.length; from += maxPathsPerRequest) {
    const asked = wanted.slice(from, from + maxPathsPerRequest);
    const { node } = await query(github, existingQuery(asked), { repositoryId });
    const byAlias: Record<string, unknown> = node ?? {};
    for (const [index, place] of asked.entries()) known.set(keyOf(place), Boolean(byAlias[`p${index}`]));
  }
  return known;
}

/** Makes the document, an alias for each place. */
export function existingQuery(places: readonly Place[]): Document<'Existing'> {
  const parts = places.map(
    (place, index) => `p${index}: object(expression: ${literalOf(keyOf(place))}) { oid }`,
  );
  return document(
    'Existing',
    `query Existing($repositoryId: ID!) { node(id: $repositoryId) { ... on Repository { ${parts.join('\n')} } } }`,
  );
}
