/** JSON pointers (RFC 6901): `/waivers/0/rule`; the empty one points to the whole. */

/** The pointer of a key or an index below another pointer. */
export function below(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The keys on the way to a place. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
