/** Returns seconds with three significant figures. */
export function seconds(value: number): string {
  return `${significant(value)} s`;
}

/** Returns bytes in MB of a million. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
}

/** Returns how many times as much the first is: `0.52 ×`. */
export function ratio(value: number, reference: number): string {
  return reference === 0 ? '' : `${significant(value / reference)} ×`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function significant(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3);
}
