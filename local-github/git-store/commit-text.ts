/** Who did it, and when in ISO 8601. */
type Signature = { name: string; email: string; at: string };

export type CommitText = {
  treeOid: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
};

/** Reads the content of a Git commit object. */
export function parseCommit(content: string): CommitText {
  const end = content.indexOf('\n\n');
  const header = content.slice(0, end).split('\n');
  const lines = (name: string) =>
    header.filter(line => line.startsWith(`${name} `)).map(line => line.slice(name.length + 1));
  const signature = (name: string): Signature => {
    const match = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(lines(name)[0] ?? '');
    const [, who = '', email = '', seconds = '0'] = match ?? [];
    return { name: who, email, at: new Date(Number(seconds) * 1000).toISOString() };
  };
  return {
    treeOid: lines('tree')[0] ?? '',
    parents: lines('parent'),
    author: signature('author'),
    committer: signature('committer'),
    message: content.slice(end + 2).trimEnd(),
  };
}
