import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { LabelEventAnswer } from './snapshot-answer.ts';
import { withoutSuffix } from './without-suffix.ts';

/** The last act on each label, by its name in lower case. */
export function labelActsIn(events: readonly (LabelEventAnswer | null)[]): PullRequestSnapshot['labelActs'] {
  return Object.fromEntries(
    events.flatMap(event => {
      // Of a label that is gone, GitHub's schema lets only the whole event be null; nobody needs it.
      if (!event?.label) return [];
      const { __typename, createdAt, actor, label } = event;
      const by = actor?.__typename === 'Bot' ? `${withoutSuffix(actor.login)}[bot]` : (actor?.login ?? null);
      return [[label.name.toLowerCase(), { actor: by, added: __typename === 'LabeledEvent', at: createdAt }]];
    }),
  );
}
