/** `mode` as a number (0o100644 is 33188), as GraphQL has it. */
export type TreeEntry = { name: string; type: 'blob' | 'tree' | 'commit'; mode: number; oid: string };

const FOLDER = 0o040000;
const SUBMODULE = 0o160000;
const OID_BYTES = 20;

/** The entries in the content of a Git tree object: octal mode, space, name, NUL, twenty bytes of object id. */
export function parseTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let start = 0; start < content.length; ) {
    const space = content.indexOf(' ', start);
    const end = content.indexOf(0, space);
    const mode = Number.parseInt(content.toString('latin1', start, space), 8);
    const type = mode === FOLDER ? 'tree' : mode === SUBMODULE ? 'commit' : 'blob';
    const name = content.toString('utf8', space + 1, end);
    start = end + 1 + OID_BYTES;
    entries.push({ name, type, mode, oid: content.toString('hex', end + 1, start) });
  }
  return entries;
}
