import { machineLine } from './machine.ts';
import { picture } from './picture.ts';
import type { Curve, PartRecord, Table } from './record.ts';

const opening = `# Benchmarks

Written by \`npm run bench\` from \`bench/results\`; do not edit. \`npm run bench -- --help\` tells its parts and options.

- Libraries are made from a seed of this repository's own patterns, each copy with a fingerprint, name and folder of its own and
  with relations among the copies as among ours; nothing in two copies has the same bytes. Each is a Git repository with \`origin/main\`.
- A run counts only if it has looked at every pattern, and one of ours only if it has found no error.
- Time and CPU are medians over runs of whole processes, in turns. CPU is user and system, of all processes, orphans included.
- Memory is from a run of its own: the largest sum of the proportional set sizes (PSS) of all processes, looked at every 5 ms; and the
  largest maximum resident set size of a single process, as \`/usr/bin/time -v\` tells it.
`;

const pictures = [
  { id: 'seconds', title: 'Time to check a library', unit: 'seconds' },
  { id: 'megabytes', title: 'Memory, all processes together', unit: 'MB' },
] as const;

/** Returns bench/README.md and its pictures, by file name. */
export function readmeOf(records: readonly PartRecord[]): Record<string, string> {
  const curves = records.flatMap(record => record.curves).filter(({ points }) => points.length > 1);
  const drawn = pictures.flatMap(({ id, title, unit }) => {
    const own = once(curves.filter(curve => curve.picture === id));
    return own.length > 0 ? [{ file: `${id}.svg`, title, svg: picture(title, unit, own) }] : [];
  });
  const readme = [
    opening,
    ...drawn.map(({ file, title }) => `![${title}](${file})\n`),
    ...records.map(partText),
  ].join('\n');
  return { 'README.md': readme, ...Object.fromEntries(drawn.map(({ file, svg }) => [file, svg])) };
}

/** The same command may be measured by two parts; the first counts. */
function once(curves: readonly Curve[]): Curve[] {
  return [...new Map(curves.toReversed().map(curve => [curve.name, curve])).values()].toReversed();
}

function partText({ title, notes, tables, date, machine, command }: PartRecord): string {
  return [
    `## ${title}`,
    '',
    `${date}, \`${command}\`, on ${machineLine(machine)}.`,
    '',
    ...notes.map(note => `- ${note}`),
    '',
    ...tables.map(tableText),
  ].join('\n');
}

function tableText({ title, header, rows }: Table): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, index) => (index === 0 ? '---' : '---:'));
  return [`### ${title}`, '', row(header), row(rule), ...rows.map(row), ''].join('\n');
}
