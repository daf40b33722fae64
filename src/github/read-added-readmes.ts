import { placeOf } from '../pattern/place.ts';
import { changedFile } from './changed-file.ts';
import { type GitHub, query } from './client.ts';
import { type Answer, type Document, document } from './document.ts';
import { nodesOf } from './pages.ts';

/** One query asks for no more: each listing of files costs GitHub a comparison. */
const maxPerRequest = 20;

/**
 * Returns the READMEs of patterns that other pull requests add or change, by number; where one has more than 100 files, only
 * those among the first.
 */
export async function readAddedReadmes(
  github: GitHub,
  repositoryId: string,
  numbers: readonly number[],
): Promise<Map<number, string[]>> {
  const added = new Map<number, string[]>();
  for (let from = 0; from < numbers.length; from += maxPerRequest) {
    const asked = numbers.slice(from, from + maxPerRequest);
    const { node } = await query(github, addedReadmesQuery(asked), { repositoryId });
    const byAlias: Record<string, AddedFiles> = node ?? {};
    for (const number of asked) {
      const files = nodesOf(byAlias[`p${number}`]?.files);
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

/** Makes the document, an alias for each pull request. */
export function addedReadmesQuery(numbers: readonly number[]): Document<'AddedReadmes'> {
  const parts = numbers.map(
    number =>
      `p${number}: pullRequest(number: ${number}) { files(first: 100) { nodes { path changeType } } }`,
  );
  return document(
    'AddedReadmes',
    `query AddedReadmes($repositoryId: ID!) { node(id: $repositoryId) { ... on Repository { ${parts.join('\n')} } } }`,
  );
}

/** The types know the document for one pull request, number 1. */
type AddedFiles = NonNullable<Answer<'AddedReadmes'>['node']>['p1'];
