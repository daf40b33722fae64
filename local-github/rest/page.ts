import type { Call } from './operation.ts';

/** One page of a list as `per_page` and `page` ask for it, with GitHub's Link header. */
export function pageOf<T>(
  items: T[],
  call: Call,
  path: string,
): { items: T[]; headers: Record<string, string> } {
  const size = Math.min(100, Math.max(1, Number(call.query.per_page ?? 30)));
  const page = Math.max(1, Number(call.query.page ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const address = (number: number) => `${call.world.url}/api/v3${path}?per_page=${size}&page=${number}`;
  const links = [
    ...(page > 1 ? [`<${address(page - 1)}>; rel="prev"`] : []),
    ...(page < last ? [`<${address(page + 1)}>; rel="next"`, `<${address(last)}>; rel="last"`] : []),
  ];
  return {
    items: items.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}
