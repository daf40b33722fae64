import { notImplemented, problem } from './problem.ts';

/** `first` or `last` is there: page-limits.ts has seen to it. */
export type PageArguments = {
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
};

/** One page of a list. Arguments other than the page's own must have been dealt with by the caller. */
export function connection<Item>(items: readonly Item[], args: PageArguments) {
  const { first, last, after, before, ...others } = args;
  refuseOthers(others, 'the argument');
  let start = after == null ? 0 : placeOf(after) + 1;
  let end = before == null ? items.length : Math.min(placeOf(before), items.length);
  if (first != null) end = Math.min(end, start + first);
  if (last != null) start = Math.max(start, end - last);
  const nodes = items.slice(start, end);
  const edges = nodes.map((node, place) => ({ cursor: cursorOf(start + place), node }));
  return {
    nodes,
    edges,
    totalCount: items.length,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** What is left over after the known parts were taken out must not silently count for nothing. */
export function refuseOthers(others: Record<string, unknown>, what: string): void {
  const given = Object.entries(others).find(([, value]) => value !== null && value !== undefined);
  if (given) throw notImplemented(`${what} "${given[0]}"`);
}

function cursorOf(place: number): string {
  return Buffer.from(`cursor:v2:${place}`).toString('base64');
}

function placeOf(cursor: string): number {
  const match = /^cursor:v2:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64').toString());
  if (match) return Number(match[1]);
  throw problem('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
}
