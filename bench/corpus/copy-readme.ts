import type { Identity } from './identity.ts';

/** Whom a copy names instead of the original's neighbours, by their fingerprint; null: nobody, the link goes. */
export type Neighbours = ReadonlyMap<string, Identity | null>;

/** A link to another pattern: `[ML-OPT-007 Dynamic Batching](../dynamic-batching/README.md)`; the text may go over two lines. */
const link = /\[(ML-[A-Z]{2,5}-\d{3})(\s[^\]]*)\]\([^)\s]*README\.md\)/g;
/** A relation with the lines that continue it. */
const relation = /^- [a-z-]+ \[(ML-[A-Z]{2,5}-\d{3})\s[^\n]*\n(?: {2}[^\n]*\n)*/gm;

/** Returns the README under another identity: front matter, title, command, and links that lead to the neighbours given. */
export function copyReadme(readme: string, was: Identity, is: Identity, neighbours: Neighbours): string {
  return readme
    .replaceAll(relation, (lines, fingerprint: string) => (neighbours.get(fingerprint) ? lines : ''))
    .replaceAll(link, (_, fingerprint: string, name: string) => {
      const to = neighbours.get(fingerprint);
      return to ? `[${to.fingerprint} ${to.name}](${pathBetween(is, to)})` : name.trim();
    })
    .replaceAll(was.fingerprint, is.fingerprint)
    .replace(`\nname: ${was.name}\n`, `\nname: ${is.name}\n`)
    .replace(`\n# ${was.name}\n`, `\n# ${is.name}\n`);
}

function pathBetween(from: Identity, to: Identity): string {
  return from.category === to.category
    ? `../${to.slug}/README.md`
    : `../../${to.category}/${to.slug}/README.md`;
}
