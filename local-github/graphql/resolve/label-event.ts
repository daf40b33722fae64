import { findLabel } from '../../actions/labels.ts';
import type { Fields } from '../context.ts';
import { actorNode, type LabelEventNode, labelNode, pullRequestNode } from '../node.ts';
import { problem } from '../problem.ts';

export const labelEventFields: Fields<LabelEventNode> = {
  id: ({ id }) => id,
  actor: ({ event }) => actorNode(event.actor),
  createdAt: ({ event }) => event.createdAt,
  labelable: ({ repository, pullRequest }) => pullRequestNode(repository, pullRequest),
  label: ({ repository, event }) => {
    const label = findLabel(repository, event.label);
    if (label) return labelNode(repository, label);
    throw problem('NOT_FOUND', `The label "${event.label}" is gone.`);
  },
};
