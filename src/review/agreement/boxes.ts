/** Which boxes of a comment are ticked, by key. A box that somebody has removed is not in it. */
export function boxesIn(body: string): Map<string, boolean> {
  const boxes = new Map<string, boolean>();
  for (const line of body.split('\n')) {
    const [beginning, mark] = /^\s*[-*+] \[([ xX])\] /.exec(line) ?? [];
    const key = beginning === undefined ? null : keyAtEnd(line.slice(beginning.length).trimEnd());
    if (key !== null) boxes.set(key, mark !== ' ');
  }
  return boxes;
}

const [opens, closes] = ['<!-- box ', ' -->'];
const maxKeyCharacters = 300;

/** Returns the key in the comment that a text ends with: the last that opens, for the words before it may be anybody's. */
function keyAtEnd(text: string): string | null {
  if (!text.endsWith(closes)) return null;
  const end = text.length - closes.length;
  const from = text.lastIndexOf(opens, end - opens.length - 1) + opens.length;
  const isKey = from >= opens.length && from < end && end - from <= maxKeyCharacters;
  return isKey ? text.slice(from, end) : null;
}
