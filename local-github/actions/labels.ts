import { nodeId } from '../node-id.ts';
import { presentLabel } from '../present/label.ts';
import { presentUser } from '../present/user.ts';
import type { Actor, Label, PullRequest, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { emitPullRequest } from './emit-pull-request.ts';

// Of an issue, by actions/labeler#115.
const MOST_LABELS = 100;
// By github/docs#32156 and github/rest-api-description.
const LONGEST_NAME = 50;
const LONGEST_DESCRIPTION = 100;

/** GitHub's colour of a label that nobody gave one. */
const NO_COLOR = 'ededed';

export type LabelInput = { name: string; color: string; description?: string | null };

/** The new label, or why GitHub would not make it. */
export type LabelResult = { ok: true; label: Label } | { ok: false; reason: string };

/** Makes a label in a repository. */
export function createLabel(
  world: World,
  repository: Repository,
  input: LabelInput,
  actor: Actor,
): LabelResult {
  const reason = inputProblem(repository, input);
  if (reason !== null) return { ok: false, reason };
  const id = world.nextId();
  const { name, color, description } = input;
  const label = { id, nodeId: nodeId('Label', id), name, color, description: description ?? '' };
  repository.labels.push(label);
  const payload = { label: presentLabel(world, repository, label), sender: presentUser(world, actor) };
  world.emit({ name: 'label', action: 'created', repository, payload });
  return { ok: true, label };
}

/** Deletes a label from a repository and takes it off everywhere; what was done with it stays in the timelines. */
export function deleteLabel(world: World, repository: Repository, label: Label, actor: Actor): void {
  const payload = { label: presentLabel(world, repository, label), sender: presentUser(world, actor) };
  repository.labels = repository.labels.filter(other => other !== label);
  for (const pullRequest of repository.pullRequests)
    pullRequest.labels = pullRequest.labels.filter(name => name !== label.name);
  world.emit({ name: 'label', action: 'deleted', repository, payload });
}

/** The label of that name; GitHub's label names are the same in upper and lower case. */
export function findLabel(repository: Repository, name: string): Label | undefined {
  return repository.labels.find(label => label.name.toLowerCase() === name.toLowerCase());
}

/**
 * Puts labels on a pull request, one event for each that it does not have yet. A name that the repository does not
 * know becomes a new label, as with GitHub's REST. The reason, and nothing changed, when GitHub would refuse.
 */
export async function addLabels(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  names: string[],
  actor: Actor,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const known = (name: string) => findLabel(repository, name);
  const wanted = new Set(names.map(name => (known(name)?.name ?? name).toLowerCase()));
  // Those that are there already count twice, by actions/labeler#561.
  if (pullRequest.labels.length + wanted.size > MOST_LABELS) {
    return { ok: false, reason: `Issues cannot have more than ${MOST_LABELS} labels` };
  }
  for (const name of names) {
    const reason = known(name) ? null : inputProblem(repository, { name, color: NO_COLOR });
    if (reason !== null) return { ok: false, reason };
  }
  const added = names.flatMap(name => {
    const made = known(name) ? null : createLabel(world, repository, { name, color: NO_COLOR }, actor);
    const label = made?.ok ? made.label : known(name);
    if (!label || pullRequest.labels.includes(label.name)) return [];
    // All at once, before anybody is told: somebody else may be adding, too.
    pullRequest.labels.push(label.name);
    return [label];
  });
  for (const label of added) await tell(world, repository, pullRequest, label, 'labeled', actor);
  return { ok: true };
}

/** Takes labels off a pull request, one event for each that it has; others are left alone. */
export async function removeLabels(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  names: string[],
  actor: Actor,
): Promise<void> {
  for (const name of names) {
    const label = findLabel(repository, name);
    if (!label || !pullRequest.labels.includes(label.name)) continue;
    pullRequest.labels = pullRequest.labels.filter(other => other !== label.name);
    await tell(world, repository, pullRequest, label, 'unlabeled', actor);
  }
}

function inputProblem(repository: Repository, { name, color, description }: LabelInput): string | null {
  if (name.trim() === '') return "Name can't be blank";
  if ([...name].length > LONGEST_NAME) return `Name is too long (maximum is ${LONGEST_NAME} characters)`;
  if (findLabel(repository, name)) return 'Name has already been taken';
  if (!/^[0-9a-f]{6}$/i.test(color)) return 'Color must be six hexadecimal digits without a leading #';
  if ([...(description ?? '')].length > LONGEST_DESCRIPTION) {
    return `Description is too long (maximum is ${LONGEST_DESCRIPTION} characters)`;
  }
  return null;
}

async function tell(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  label: Label,
  kind: 'labeled' | 'unlabeled',
  actor: Actor,
): Promise<void> {
  pullRequest.timeline.push({
    nodeId: nodeId(kind === 'labeled' ? 'LabeledEvent' : 'UnlabeledEvent', world.nextId()),
    kind,
    label: label.name,
    actor,
    createdAt: world.now().toISOString(),
  });
  const details = { label: presentLabel(world, repository, label) };
  await emitPullRequest(world, repository, pullRequest, kind, actor, details);
}
