import type { Label, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { apiUrl } from './repository.ts';

/** A label as REST answers and webhooks show it. */
export function presentLabel(world: World, repository: Repository, label: Label) {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${apiUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    description: label.description,
    default: false,
  };
}

/** The labels of those names that the repository has, in that order. */
export function presentLabels(world: World, repository: Repository, names: string[]) {
  const labels = names.flatMap(name => repository.labels.find(label => label.name === name) ?? []);
  return labels.map(label => presentLabel(world, repository, label));
}
