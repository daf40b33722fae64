/** So often is something left out, which is enough to see what it is about. */
const maxTries = 300;

/** Leaves out of a text what can be left out while it stays as it is: halves first, then ever smaller parts. */
export function minimised(text: string, isSame: (text: string) => boolean): string {
  let least = text;
  let tries = 0;
  for (let size = Math.ceil(text.length / 2); size >= 1 && tries < maxTries; size = Math.floor(size / 2)) {
    for (let at = 0; at < least.length && tries < maxTries; tries += 1) {
      const shorter = least.slice(0, at) + least.slice(at + size);
      if (isSame(shorter)) least = shorter;
      else at += size;
    }
  }
  return least;
}
