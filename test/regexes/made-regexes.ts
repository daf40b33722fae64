import { execFileSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** An expression that `RegExp` made while files were loaded, and the line that made it. */
export type Made = { path: string; line: number; source: string; flags: string };

/** Imports files in a process of its own and tells what expressions were put together meanwhile. */
export function madeBy(paths: readonly string[]): Made[] {
  const urls = paths.map(path => pathToFileURL(path).href);
  const script = `
    const made = [];
    globalThis.RegExp = new Proxy(RegExp, {
      construct(target, given) {
        const { source, flags } = new target(...given);
        const [, url, line] = /(file:[^()]*):(\\d+):\\d+/.exec(new Error().stack.split('\\n')[2] ?? '') ?? [];
        made.push({ url, line: Number(line), source, flags });
        return new target(...given);
      },
    });
    for (const url of ${JSON.stringify(urls)}) await import(url);
    console.log(JSON.stringify(made.filter(({ url }) => url)));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const made = JSON.parse(output) as (Omit<Made, 'path'> & { url: string })[];
  return made.map(({ url, ...one }) => ({ ...one, path: fileURLToPath(url) }));
}
