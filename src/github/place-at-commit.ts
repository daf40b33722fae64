/** A file or folder at a commit. */
export type Place = { oid: string; path: string };

/** `<commit>:<path>`, as Git names it. */
export function keyOf({ oid, path }: Place): string {
  return `${oid}:${path}`;
}

export function uniquePlaces(places: readonly Place[]): Place[] {
  return [...new Map(places.map(place => [keyOf(place), place])).values()];
}

export function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Makes a GraphQL string literal: JSON's escapes are a subset of GraphQL's. */
export function literalOf(text: string): string {
  return JSON.stringify(text);
}
