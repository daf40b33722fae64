import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { LabelEventAnswer } from './snapshot-answer.ts';
import { withoutSuffix } from './without-suffix.ts';

/** Returns the last act on each label, by its name in lower case. */
export function labelActsIn(events: readonly LabelEventAnswer[]): PullRequestSnapshot['labelActs'] {
  return Object.fromEntries(
    events.flatMap(event => {
      // An event of another kind, which was not asked for. Where a label is gone, GitHub leaves the whole event out.
      if (!event.label) return [];
      const { __typename, createdAt, actor, label } = event;
      const by = actor?.__typename === 'Bot' ? `${withoutSuffix(actor.login)}[bot]` : (actor?.login ?? null);
      return [[label.name.toLowerCase(), { actor: by, added: __typename === 'LabeledEvent', at: createdAt }]];
    }),
  );
}
