import { visible } from '../pattern/visible.ts';
import type { Terminal } from './terminal.ts';

const width = 20;

/** A bar on the last line of a terminal, from what a benchmark tells ("3/12 rows = 2000"); nothing where nobody watches. */
export function progressLine(
  { interactive, paint }: Terminal,
  title: string,
): { show(line: string): void; clear(): void } {
  if (!interactive) return { show: () => undefined, clear: () => undefined };
  const erase = '\r\u001B[2K';
  return {
    show(line) {
      const [, done = '0', total = '1', label = ''] = /^(\d+)\/(\d+) (.*)$/.exec(line) ?? [];
      const filled = Math.min(width, Math.round((width * Number(done)) / Math.max(1, Number(total))));
      const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
      process.stdout.write(
        `${erase}${paint('cyan', bar)} ${visible(`${title} ${done}/${total} ${label}`).slice(0, 100)}`,
      );
    },
    clear: () => void process.stdout.write(erase),
  };
}
