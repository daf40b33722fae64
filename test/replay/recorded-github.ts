import { Octokit } from '@octokit/rest';
import { patternFolderOf } from '../../src/pattern/place.ts';
import type { Fixture } from './fixture.ts';
import { blobId, type Tree, type TreeFile } from './tree.ts';

/** A GitHub that answers from a fixture's trees what is asked after the snapshot, and which files it was asked for. */
export type RecordedGitHub = { octokit: Octokit; used: Record<keyof Fixture['trees'], Set<string>> };

type Trees = { tree: Tree; used: Set<string> };

export function recordedGitHub({ snapshot, trees, mergeBase }: Fixture): RecordedGitHub {
  const used = { default: new Set<string>(), mergeBase: new Set<string>(), head: new Set<string>() };
  const { defaultOid } = snapshot.repository;
  const byOid = new Map<string, Trees>([
    [snapshot.headOid, { tree: trees.head, used: used.head }],
    ...(mergeBase === undefined
      ? []
      : [[mergeBase, { tree: trees.mergeBase, used: used.mergeBase }] as const]),
    [defaultOid, { tree: trees.default, used: used.default }],
  ]);
  const answer = (url: string, body: string): unknown => {
    // As on the stage where they were recorded: only `mallory` may not write.
    if (/\/collaborators\//.test(url)) return { permission: url.includes('mallory') ? 'read' : 'write' };
    if (/\/compare\//.test(url)) return { merge_base_commit: { sha: mergeBase ?? defaultOid } };
    const { query, variables } = JSON.parse(body) as { query: string; variables: { patterns?: string } };
    const { patterns } = variables;
    const node =
      patterns === undefined
        ? Object.fromEntries(aliasesIn(query).map(([alias, place]) => [alias, objectAt(byOid, place, 1)]))
        : { object: objectAt(byOid, patterns, 4) };
    return { data: { node } };
  };
  const fetch = async (url: string, { body }: { body?: string }): Promise<Response> =>
    Response.json(answer(url, body ?? ''));
  return { octokit: new Octokit({ request: { fetch } }), used };
}

/** The aliases of a document that asks for objects, and what each asks for. */
function aliasesIn(query: string): [string, string][] {
  const found = query.matchAll(/(\w+): object\(expression: ("(?:[^"\\]|\\.)*")\)/g);
  return [...found].map(([, alias = '', place = '""']) => [alias, JSON.parse(place)]);
}

/** A file or folder at `<commit>:<path>` as GraphQL gives it, folders so many levels deep; null when it is not there. */
function objectAt(byOid: ReadonlyMap<string, Trees>, place: string, depth: number): object | null {
  const at = place.indexOf(':');
  const [oid, path] = [place.slice(0, at), place.slice(at + 1)];
  const trees = byOid.get(oid);
  if (!trees) throw new Error(`The recording has no commit ${oid}.`);
  const file = trees.tree.get(path);
  if (file) {
    trees.used.add(path);
    return blobOf(file);
  }
  const below = [...trees.tree.keys()].filter(name => name.startsWith(`${path}/`)).sort();
  const [first] = below;
  if (first === undefined) return null;
  // A folder is there because of what is in it; of a pattern's folder, all names matter.
  for (const name of depth > 1 || patternFolderOf(`${path}/x`) === path ? below : []) trees.used.add(name);
  if (!below.some(name => trees.used.has(name))) trees.used.add(first);
  const names = [...new Set(below.map(name => name.slice(path.length + 1).split('/')[0] ?? ''))];
  return {
    oid: noId,
    entries: names.map(name => {
      const entry = trees.tree.get(`${path}/${name}`);
      const object = depth > 1 ? objectAt(byOid, `${place}/${name}`, depth - 1) : null;
      return entry
        ? { name, mode: modeOf(entry), type: 'blob', oid: blobId(entry), object }
        : { name, mode: 0o040000, type: 'tree', oid: noId, object };
    }),
  };
}

const noId = '0'.repeat(40);

function modeOf({ special }: TreeFile): number {
  return special === 'symlink' ? 0o120000 : special === 'submodule' ? 0o160000 : 0o100644;
}

/** As GitHub takes a file for binary, for too large, and for text. */
function blobOf(file: TreeFile): object {
  const { bytes, special } = file;
  const isBinary = bytes.subarray(0, 8000).includes(0);
  return {
    oid: blobId(file),
    byteSize: bytes.length,
    isBinary,
    isTruncated: special === 'too-large',
    text: isBinary ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  };
}
