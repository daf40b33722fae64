type Nodes<Item> = { nodes: (Item | null)[] | null };

/** A page of a list, as GitHub's GraphQL gives it. */
export type Page<Item> = Nodes<Item> & { pageInfo: { hasNextPage: boolean; endCursor: string | null } };

/** The page after the last, where a repository went away between two pages. */
export const noMore = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** An item of a list. */
export type NodeOf<List extends { nodes: unknown[] | null } | null> = NonNullable<
  NonNullable<NonNullable<List>['nodes']>[number]
>;

/** Returns the items of a list. GitHub's schema lets the list and each item be null, also where they never are. */
export function nodesOf<Item>(list: Nodes<Item> | null | undefined): Item[] {
  return (list?.nodes ?? []).filter(item => item !== null);
}

/** Runs a page query until there are no more pages, or at least `maxItems` items. */
export async function allPages<Item>(
  first: Page<Item> | null,
  next: (after: string) => Promise<Page<Item> | null | undefined>,
  maxItems = Number.POSITIVE_INFINITY,
): Promise<{ items: Item[]; complete: boolean }> {
  let page = present(first);
  const items = nodesOf(page);
  while (page.pageInfo.hasNextPage && page.pageInfo.endCursor !== null && items.length < maxItems) {
    page = present(await next(page.pageInfo.endCursor));
    items.push(...nodesOf(page));
  }
  return { items, complete: !page.pageInfo.hasNextPage };
}

/** Throws where a list is missing, which is not an empty one: the job tries again. */
function present<Item>(page: Page<Item> | null | undefined): Page<Item> {
  if (!page) throw new Error('GitHub left out a list that it was asked for.');
  return page;
}
