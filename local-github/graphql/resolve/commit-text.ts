export type CommitText = { treeOid: string; authoredAt: string; committedAt: string; message: string };

/** Reads the content of a Git commit object; times in ISO 8601. */
export function parseCommit(content: string): CommitText {
  const end = content.indexOf('\n\n');
  const header = content.slice(0, end);
  const line = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(header)?.[1] ?? '';
  const time = (name: string) => {
    const seconds = Number(/ (\d+) [+-]\d{4}$/.exec(line(name))?.[1] ?? 0);
    return new Date(seconds * 1000).toISOString();
  };
  return {
    treeOid: line('tree'),
    authoredAt: time('author'),
    committedAt: time('committer'),
    message: content.slice(end + 2).trimEnd(),
  };
}
