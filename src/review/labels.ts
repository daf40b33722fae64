import type { Taxonomy } from '../catalog/taxonomy.generated.ts';
import type { Inspection } from '../inspection/inspect.ts';
import type { CommentState } from './comment-state.ts';
import { authorsOf, type LabelAct, type PullRequestSnapshot } from './snapshot.ts';
import type { Turn } from './turn.ts';

/** A label that the pull request should have, with what is needed to create it and why it is there. */
export type WantedLabel = { name: string; color: string; description: string; because: string };

const kinds = {
  new: { name: 'pattern:new', color: '0b6e12', description: 'Adds a pattern' },
  changed: { name: 'pattern:changed', color: '1d76db', description: 'Changes a pattern' },
  moved: { name: 'pattern:changed', color: '1d76db', description: 'Changes a pattern' },
  removed: { name: 'pattern:removed', color: 'b60205', description: 'Removes a pattern' },
};

const states = {
  'needs-work': {
    name: 'review:needs-work',
    color: 'e99695',
    description: 'The author has something to fix',
    because: 'something is to be fixed',
  },
  ready: {
    name: 'review:ready',
    color: 'c2e0c6',
    description: 'Waits for a maintainer',
    because: 'nothing is left for the author',
  },
  approved: {
    name: 'review:approved',
    color: '0b6e12',
    description: 'Checked, and approved by a person',
    because: 'the machine has nothing to say, and a person agrees to all of it',
  },
};

/** `withheld`: domains of which nothing is to become a label yet. */
export function labelsFor(
  inspections: readonly Inspection[],
  turn: Turn,
  withheld: ReadonlySet<string>,
): WantedLabel[] {
  const labels = new Map<string, WantedLabel>();
  const want = (label: WantedLabel): void => void (labels.has(label.name) || labels.set(label.name, label));
  for (const inspection of inspections) {
    const taxonomy = withheld.has(inspection.scope.domain) ? null : inspection.policy.taxonomy;
    for (const change of inspection.changes) {
      const id = change.folder.split('/').slice(1, 3).join('/');
      const category = taxonomy?.categories.find(category => category.id === id);
      if (category)
        want({
          name: category.id,
          color: category.color,
          description: shortened(category.description),
          because: 'a pattern’s folder is in it',
        });
      want({ ...kinds[change.kind], because: `a pattern is ${change.kind}` });
      for (const framework of change.pattern?.frameworks ?? []) {
        const known = taxonomy?.frameworks.find(item => item.id === framework);
        if (known)
          want({
            name: `framework:${known.id}`,
            color: '5319e7',
            description: shortened(known.title),
            because: 'the front matter names it',
          });
      }
    }
  }
  // A pull request that its author has not finished waits for nobody, and one that founds a domain for no review yet.
  const { state } = turn;
  if (labels.size > 0 && state !== 'unfinished' && state !== 'founding') want(states[state]);
  return [...labels.values()];
}

/** GitHub's limit, in characters: half of one would be none. */
function shortened(description: string): string {
  return [...description].slice(0, 100).join('');
}

/** A label and why it is there, or is not. */
export type LabelReason = Pick<WantedLabel, 'name' | 'because'>;

/** What labels depend on besides the findings. */
type Decisions = Pick<PullRequestSnapshot, 'labelActs' | 'repository' | 'author' | 'siblings'>;

/**
 * A person's last act on a label, which stands until the category changes, and on a label of the state until the state
 * does; null when there is none. What state their own work is in is not the author's to say.
 */
export function decisionOn(
  snapshot: Decisions,
  { actsVoidUntil, stateActsVoidUntil }: Pick<CommentState, 'actsVoidUntil' | 'stateActsVoidUntil'>,
): (name: string) => LabelAct | null {
  const { labelActs, repository } = snapshot;
  const authors = authorsOf(snapshot);
  return name => {
    const key = name.toLowerCase();
    const act = Object.hasOwn(labelActs, key) ? labelActs[key] : undefined;
    if (act === undefined || act.actor === `${repository.viewer}[bot]`) return null;
    const isState = stateLabels.includes(key);
    if (isState && act.actor !== null && authors.includes(act.actor)) return null;
    const voidUntil = isState ? stateActsVoidUntil : actsVoidUntil;
    return voidUntil !== null && act.at <= voidUntil ? null : act;
  };
}

export const stateLabels: readonly string[] = Object.values(states).map(({ name }) => name);

/** Says of a label whether it is the App's to put on and take off; every other one is people's. In whatever case. */
export function ownLabels(taxonomies: readonly Taxonomy[]): (name: string) => boolean {
  const names = new Set([
    ...Object.values(kinds).map(({ name }) => name),
    ...stateLabels,
    ...taxonomies.flatMap(({ categories, frameworks }) => [
      ...categories.map(({ id }) => id),
      ...frameworks.map(({ id }) => `framework:${id}`.toLowerCase()),
    ]),
  ]);
  return name => names.has(name.toLowerCase());
}
