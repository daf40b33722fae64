import type { PullRequestSnapshot } from '../../src/review/snapshot.ts';
import type { Planned } from '../../test/replay/replay.ts';
import type { Recording } from './recording.ts';

/**
 * The recording without what differs each time: the address of a GitHub on this machine, the ids that it gives; and with
 * the name `octo/library` for the repository, where one is given.
 */
export function neutral({ fixture, plan }: Recording, repository: string | null = null): Recording {
  const { snapshot } = plan;
  const names = neutralIds(snapshot);
  const { origin } = new URL(snapshot.url);
  const isLocal = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(origin);
  const numbers = new Map<string, string>();
  const renamed = <T>(value: T): T => {
    let text = JSON.stringify(value);
    for (const [id, name] of names) text = text.replaceAll(id, name);
    if (repository !== null) text = text.replaceAll(repository, 'octo/library');
    if (isLocal) text = text.replaceAll(origin, 'https://github.example');
    text = text.replace(/(#issuecomment-|\/runs\/)(\d+)/g, (_, before: string, number: string) => {
      const known = numbers.get(number) ?? String(numbers.size + 1);
      numbers.set(number, known);
      return `${before}${known}`;
    });
    return JSON.parse(text) as T;
  };
  const told = renamed<Planned>(plan);
  told.snapshot.repository.labelIds = sorted(told.snapshot.repository.labelIds);
  return { fixture: { ...fixture, snapshot: told.snapshot }, plan: told };
}

function neutralIds(snapshot: PullRequestSnapshot): [id: string, name: string][] {
  const { repository, comments, notes, requests, checkRun } = snapshot;
  const edits = comments.flatMap(({ revisions, foreignEdits }) => [
    ...revisions.map(({ id }) => id).toReversed(),
    ...foreignEdits.toReversed(),
  ]);
  const labels = Object.entries(repository.labelIds).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const kinds: [prefix: string, ids: string[]][] = [
    ['R', [repository.id]],
    ['PR', [snapshot.id]],
    ['IC', [...comments, ...requests].map(({ id }) => id)],
    ['UCE', edits],
    ['PRR', notes.map(({ id }) => id)],
    ['PRRC', notes.flatMap(({ suggestions }) => suggestions.map(({ id }) => id))],
    ['CR', checkRun ? [checkRun.id] : []],
    ['LA', labels.map(([, id]) => id)],
  ];
  return kinds
    .flatMap(([prefix, ids]) =>
      [...new Set(ids)].map((id, index) => [id, `${prefix}_${index + 1}`] as [string, string]),
    )
    .toSorted(([a], [b]) => b.length - a.length);
}

function sorted(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
