import type { Folder } from '../corpus/library.ts';

/** What src/pattern/limits.ts lets through at most. */
const maxFileBytes = 128 * 1024;
const maxLineCharacters = 5_000;

/** Texts within every limit that cost a parser or a rule the most: a heading every five bytes, an address every seven. */
const bodies: Record<string, string> = {
  'setext headings': 'a\n=\n\n',
  'mail addresses': `${'a@b.cd '.repeat(Math.floor(maxLineCharacters / 7)).trim()}\n\n`,
};

/** Returns folders whose READMEs are as long as may be, half of them of each kind. */
export function worstFolders(count: number): Folder[] {
  const kinds = Object.values(bodies);
  return Array.from({ length: count }, (_, index) => {
    const number = String(500 + index);
    const slug = `worst-${number}`;
    const head = `---\nfingerprint: ML-OPT-${number}\nname: Worst ${number}\ncategory: ml/optimization\n---\n\n# Worst ${number}\n\n`;
    const body = kinds[index % kinds.length] ?? '';
    const times = Math.floor((maxFileBytes - head.length) / body.length);
    return {
      path: `patterns/ml/optimization/${slug}`,
      files: { 'README.md': `${head}${body.repeat(times).trimEnd()}\n` },
    };
  });
}
