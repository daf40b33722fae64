import { type GitHub, query } from './client.ts';
import { libraryQuery } from './documents.ts';

/** `patterns/` as GitHub lists it, two levels deep; null where it is not there. */
export type PatternsTree = {
  entries?: { name: string; object: { entries?: { name: string }[] } | null }[];
} | null;

/** Whether there is a `patterns/*\/taxonomy.yaml`: without one, nobody asks for a review. */
export function hasTaxonomy(patterns: PatternsTree): boolean {
  return (patterns?.entries ?? []).some(({ object }) =>
    object?.entries?.some(({ name }) => name === 'taxonomy.yaml'),
  );
}

/** The same of a repository's default branch, told by names alone: also while nothing can be parsed. */
export async function isLibrary(github: GitHub, repository: string): Promise<boolean> {
  const { node } = await query<Answer>(github, libraryQuery, { repository });
  return node !== null && !node.isArchived && hasTaxonomy(node.object);
}

type Answer = { node: { isArchived: boolean; object: PatternsTree } | null };
