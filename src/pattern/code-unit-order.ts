/** Orders texts by code unit, never by locale: a locale would order differently on another machine. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
