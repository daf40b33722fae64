/** Which boxes of a comment are ticked, by key. A box that somebody has removed is not in it. */
export function boxesIn(body: string): Map<string, boolean> {
  const boxes = new Map<string, boolean>();
  for (const line of body.split('\n')) {
    const [, mark, key] = /^\s*[-*+] \[([ xX])\] .*<!-- box (.{1,300}) -->\s*$/.exec(line) ?? [];
    if (mark !== undefined && key !== undefined) boxes.set(key, mark !== ' ');
  }
  return boxes;
}
