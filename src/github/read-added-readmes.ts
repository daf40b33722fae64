import { placeOf } from '../pattern/place.ts';
import { type ChangedFileAnswer, changedFile } from './changed-file.ts';
import { type GitHub, query } from './client.ts';

/** In one query: each listing of files costs GitHub a comparison. */
const perRequest = 20;

/** The READMEs of patterns that other pull requests add or change, by number. Of one with more than 100 files, those among the first. */
export async function readAddedReadmes(
  github: GitHub,
  repository: string,
  numbers: readonly number[],
): Promise<Map<number, string[]>> {
  const added = new Map<number, string[]>();
  for (let from = 0; from < numbers.length; from += perRequest) {
    const asked = numbers.slice(from, from + perRequest);
    const { node } = await query<Answer>(github, addedReadmesQuery(asked), { repository });
    for (const number of asked) {
      const files = node?.[`p${number}`]?.files?.nodes ?? [];
      const readmes = files
        .map(changedFile)
        .filter(({ path, change }) => change !== 'deleted' && placeOf(path));
      added.set(
        number,
        readmes.map(({ path }) => path),
      );
    }
  }
  return added;
}

/** The document, by aliases. Exported for the test that holds it against GitHub's schema. */
export function addedReadmesQuery(numbers: readonly number[]): string {
  const parts = numbers.map(
    number =>
      `p${number}: pullRequest(number: ${number}) { files(first: 100) { nodes { path changeType } } }`,
  );
  return `query AddedReadmes($repository: ID!) { node(id: $repository) { ... on Repository { ${parts.join('\n')} } } }`;
}

type Answer = { node: Record<string, { files: { nodes: ChangedFileAnswer[] } | null } | null> | null };
