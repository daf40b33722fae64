import { type GitHub, query } from './client.ts';
import type { Answer } from './document.ts';
import { libraryQuery } from './repository-documents.ts';

/** `patterns/` as GitHub lists it, two levels deep; null where it is not there. */
export type PatternsTree = NonNullable<Answer<'Library'>['node']>['object'];

/** Tells whether there is a `patterns/*\/taxonomy.yaml`: without one, nobody asks for a review. */
export function hasTaxonomy(patterns: PatternsTree): boolean {
  return (patterns?.entries ?? []).some(({ object }) =>
    object?.entries?.some(({ name }) => name === 'taxonomy.yaml'),
  );
}

/** Tells the same of a repository's default branch, by names alone: also while nothing can be parsed. */
export async function isLibrary(github: GitHub, repositoryId: string): Promise<boolean> {
  const { node } = await query(github, libraryQuery, { repositoryId });
  return node !== null && !node.isArchived && hasTaxonomy(node.object);
}
