import type { RootContent } from 'mdast';
import { heading, list, listItem, paragraph, table } from '../pattern/tree.ts';
import type { Entry } from './entry.ts';
import { type Cell, inOrder, linked } from './index-link.ts';
import type { Library } from './library.ts';

/** What readers come with is a symptom, so the page opens with them; patterns that are given up lead nobody astray. */
export function symptomsPart({ entries }: Library): RootContent[] {
  const shown = inOrder(entries).filter(
    ({ symptom, status }) => symptom !== null && (status === 'accepted' || status === 'draft'),
  );
  if (shown.length === 0) return [];
  const rows = shown.map((entry): Cell[] => [[entry.symptom ?? ''], [linked(entry)], [entry.status]]);
  return [heading(2, 'Find by symptom'), table([['What you observe'], ['Pattern'], ['Status']], rows)];
}

/** Patterns that exclude each other, once for each pair, with what decides between them. */
export function choicesPart({ entries }: Library): RootContent[] {
  const ordered = inOrder(entries);
  const byFingerprint = new Map(ordered.toReversed().map(entry => [entry.fingerprint, entry]));
  const noteFrom = (from: Entry, to: Entry): string | null =>
    from.relations.find(
      ({ kind, fingerprint }) => kind === 'alternative-to' && fingerprint === to.fingerprint,
    )?.note ?? null;
  const rows = ordered.flatMap(entry =>
    entry.relations.flatMap(({ kind, fingerprint }): Cell[][] => {
      const other = byFingerprint.get(fingerprint);
      if (kind !== 'alternative-to' || !other || other === entry) return [];
      const answer = noteFrom(other, entry);
      // Told where it comes first; the other side only where the first says nothing.
      if (answer !== null && other.fingerprint < entry.fingerprint) return [];
      const decides = noteFrom(entry, other) || answer || '';
      return [[[linked(entry), ' or ', linked(other)], [decides]]];
    }),
  );
  if (rows.length === 0) return [];
  return [heading(2, 'Choose between'), table([['Alternatives'], ['What decides']], rows)];
}

/** Drafts, with what an accepted pattern has beyond them: where one person may write and another measure. */
export function wantedPart({ entries }: Library): RootContent[] {
  const drafts = inOrder(entries).filter(({ status, lacks }) => status === 'draft' && lacks.length > 0);
  if (drafts.length === 0) return [];
  const items = drafts.map(entry => listItem([linked(entry), `: ${entry.lacks.join(', ')}`]));
  return [
    heading(2, 'Wanted'),
    paragraph('Drafts that are useful already. What each lacks may come from anybody.'),
    list(items),
  ];
}
