import type { SourceFile } from '../pattern/source-file.ts';
import { sourceFile } from './blob.ts';
import { type GitHub, query } from './client.ts';
import { type CutBlob, isCut } from './cut-blob.ts';
import { policyQuery } from './repository-documents.ts';

/** A folder below `patterns/` with a taxonomy.yaml: the files that stand directly in it, and every path below it. */
export type DomainFiles = {
  domain: string;
  files: SourceFile[];
  /** Those of the files that have to be read apart. */
  cut: CutBlob[];
  tree: TreeFile[];
};

export type TreeFile = { path: string; oid: string };

/** Reads all domains at one commit, with one query. Deeper than a pattern's own folder nothing is listed. */
export async function readPolicyFiles(
  github: GitHub,
  repositoryId: string,
  oid: string,
): Promise<DomainFiles[]> {
  const { node } = await query(github, policyQuery, { repositoryId, patterns: `${oid}:patterns` });
  return (node?.object?.entries ?? []).flatMap(({ name: domain, object }) => {
    const entries = object?.entries ?? [];
    if (!entries.some(entry => entry.name === 'taxonomy.yaml')) return [];
    const blobs = entries
      .filter(entry => entry.type === 'blob')
      .map(entry => ({ ...entry, path: `patterns/${domain}/${entry.name}` }));
    const files = blobs.map(({ path, mode, object: blob }) => sourceFile(path, mode, blob));
    const shards = entries.flatMap(({ name, object }) =>
      (object?.entries ?? []).map(entry => ({ ...entry, path: `patterns/${domain}/${name}/${entry.name}` })),
    );
    const cut = [...blobs, ...shards]
      .filter(({ path, mode, object: blob }) => isCut(path, mode, blob ?? null))
      .map(({ path, oid }) => ({ nameWithOwner: node?.nameWithOwner ?? '', path, oid }));
    return [{ domain, files, cut, tree: flatten(`patterns/${domain}`, entries) }];
  });
}

function flatten(folder: string, entries: readonly TreeEntry[]): TreeFile[] {
  return entries.flatMap(({ name, oid, object }) => {
    const path = `${folder}/${name}`;
    return object?.entries ? flatten(path, object.entries) : [{ path, oid }];
  });
}

/** An entry of a Git tree, with the entries below it when it is a tree itself. */
type TreeEntry = { name: string; oid: string; object?: { entries?: TreeEntry[] | null } | null };
