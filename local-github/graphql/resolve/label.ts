import type { LabelOrder } from '@octokit/graphql-schema';
import type { Label } from '../../state.ts';
import type { Fields } from '../context.ts';
import { type LabelNode, repositoryNode } from '../node.ts';

export const labelFields: Fields<LabelNode> = {
  id: ({ id }) => id,
  name: ({ label }) => label.name,
  color: ({ label }) => label.color,
  description: ({ label }) => label.description || null,
  isDefault: () => false,
  repository: ({ repository }) => repositoryNode(repository),
};

/** Labels in GitHub's order: by default the oldest first. */
export function sortedLabels(labels: readonly Label[], orderBy: LabelOrder | null | undefined): Label[] {
  const sorted = labels.toSorted((a, b) =>
    orderBy?.field === 'NAME' ? a.name.localeCompare(b.name, 'en') : a.id - b.id,
  );
  return orderBy?.direction === 'DESC' ? sorted.reverse() : sorted;
}
