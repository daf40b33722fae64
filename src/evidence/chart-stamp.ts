import { sha256 } from '../pattern/digests.ts';

/** What a chart says of itself: the SHA-256 of the results it was drawn from, and whether the drawing is still as it was made. */
export type ChartStamp = { drawnFrom: string; intact: boolean };

const stamp = /<!-- drawn from results\.json ([0-9a-f]{64}), drawing ([0-9a-f]{64}) -->/;

/** An SVG with the comment that says what it was drawn from, and a digest of all the rest, on the line below its first tag. */
export function stamped(svg: string, resultsSha256: string): string {
  const [open = ''] = /^<svg[^>]*>/.exec(svg) ?? [];
  const comment = `<!-- drawn from results.json ${resultsSha256}, drawing ${sha256(svg)} -->`;
  return `${open}\n${comment}${svg.slice(open.length)}`;
}

/** Reads what `stamped` wrote; null when nothing of the kind is there. */
export function stampIn(text: string): ChartStamp | null {
  const svg = text.replace(/\r\n/g, '\n');
  const [comment = '', drawnFrom = '', drawing] = stamp.exec(svg) ?? [];
  if (drawnFrom === '') return null;
  return { drawnFrom, intact: sha256(svg.replace(`\n${comment}`, '')) === drawing };
}
