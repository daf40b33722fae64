import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Sets variables in an `.env` file and leaves its other lines as they are. A value is written without quotes where it needs none, for
 * `docker run --env-file` takes them for a part of it; and line breaks as `\n`, which Node reads back inside double quotes. Only the
 * owner may read the file: it holds secrets.
 */
export function setInEnvFile(file: string, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!/^\w+$/.test(name) || value.includes('"')) throw new Error(`${name} cannot be written to ${file}.`);
  }
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
  const kept = lines.filter(line => !Object.hasOwn(values, /^\s*(\w+)\s*=/.exec(line)?.[1] ?? ''));
  while (kept.at(-1) === '') kept.pop();
  const written = Object.entries(values).map(([name, value]) => `${name}=${quoted(value)}`);
  writeFileSync(file, `${[...kept, ...written].join('\n')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

function quoted(value: string): string {
  if (/^[\w./:@+-]+$/.test(value)) return value;
  return `"${value.replaceAll('\r', '').replaceAll('\n', '\\n')}"`;
}
