import type {
  AddLabelsToLabelableInput,
  CreateLabelInput,
  RemoveLabelsFromLabelableInput,
} from '@octokit/graphql-schema';
import * as labels from '../../actions/labels.ts';
import type { Repository } from '../../state.ts';
import { CONVERSATION, needWrite } from '../access.ts';
import type { Context } from '../context.ts';
import { findNodeOf } from '../find-node.ts';
import { labelNode } from '../node.ts';
import { problem } from '../problem.ts';
import { accepted, echo, refuseInput, type WithInput } from './input.ts';

export function createLabel(_: undefined, { input }: WithInput<CreateLabelInput>, context: Context) {
  const { repositoryId, name, color, description, ...others } = input;
  refuseInput(others);
  const { repository } = findNodeOf(context, 'Repository', repositoryId);
  const actor = needWrite(context, repository, { permissions: CONVERSATION, access: 'write' });
  const wanted = { name, color, description: description ?? null };
  const { label } = accepted(labels.createLabel(context.world, repository, wanted, actor));
  return { ...echo(input), label: labelNode(repository, label) };
}

export async function addLabelsToLabelable(
  _: undefined,
  { input }: WithInput<AddLabelsToLabelableInput>,
  context: Context,
) {
  const { labelableId, labelIds, ...others } = input;
  refuseInput(others);
  const labelable = findNodeOf(context, 'PullRequest', labelableId);
  const { repository, pullRequest } = labelable;
  const actor = needWrite(context, repository, { permissions: CONVERSATION, access: 'triage' });
  const names = labelNames(context, repository, labelIds);
  accepted(await labels.addLabels(context.world, repository, pullRequest, names, actor));
  return { ...echo(input), labelable };
}

export async function removeLabelsFromLabelable(
  _: undefined,
  { input }: WithInput<RemoveLabelsFromLabelableInput>,
  context: Context,
) {
  const { labelableId, labelIds, ...others } = input;
  refuseInput(others);
  const labelable = findNodeOf(context, 'PullRequest', labelableId);
  const { repository, pullRequest } = labelable;
  const actor = needWrite(context, repository, { permissions: CONVERSATION, access: 'triage' });
  const names = labelNames(context, repository, labelIds);
  await labels.removeLabels(context.world, repository, pullRequest, names, actor);
  return { ...echo(input), labelable };
}

function labelNames(context: Context, repository: Repository, ids: string[]): string[] {
  return ids.map(id => {
    const found = findNodeOf(context, 'Label', id);
    if (found.repository === repository) return found.label.name;
    throw problem(
      'NOT_FOUND',
      `Could not resolve to a Label of this repository with the global id of '${id}'.`,
    );
  });
}
