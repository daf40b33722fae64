const boundary = /^=== (.*)\n/m;

/** Several texts in one, so that whatever changes texts also changes what is where. */
export function bundled(files: Readonly<Record<string, string>>): string {
  return Object.entries(files)
    .map(([name, text]) => `=== ${name}\n${text}`)
    .join('\n');
}

/** The texts of a bundle by their names. */
export function unbundled(bundle: string): Map<string, string> {
  const [, ...parts] = bundle.split(boundary);
  const files = new Map<string, string>();
  for (let index = 0; index < parts.length; index += 2) files.set(parts[index] ?? '', parts[index + 1] ?? '');
  return files;
}
