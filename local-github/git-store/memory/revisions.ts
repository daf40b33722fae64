import type { GitObject } from '../git-store.ts';
import type { ObjectDatabase } from './object-database.ts';

type Source = { database: ObjectDatabase; refs: ReadonlyMap<string, string>; head: string };

/** The object that an expression stands for: an id, a ref, `<revision>^{commit}`, `<revision>^1` or `<revision>:<path>`. */
export function objectAt(source: Source, expression: string): GitObject | null {
  const { database } = source;
  const [, revision = '', path] = /^([^:]*)(?::(.*))?$/s.exec(expression) ?? [];
  const oid = revisionAt(source, revision);
  if (oid === null) return null;
  if (path === undefined) return database.get(oid);
  const tree = peeled(database, oid, 'tree');
  if (tree === null || path === '') return tree === null ? null : database.get(tree);
  return below(database, tree, path);
}

function below(database: ObjectDatabase, tree: string, path: string): GitObject | null {
  let oid = tree;
  for (const name of path.split('/')) {
    if (database.get(oid)?.type !== 'tree') return null;
    const entry = database.entries(oid).find(one => one.name === name);
    if (!entry) return null;
    oid = entry.oid;
  }
  return database.get(oid);
}

function revisionAt(source: Source, revision: string): string | null {
  const { database } = source;
  const [, name = '', suffixes = ''] = /^(.*?)((?:\^\{\w+\}|\^\d*|~\d*)*)$/.exec(revision) ?? [];
  let oid = named(source, name);
  for (const [suffix, type] of suffixes.matchAll(/\^\{(\w+)\}|\^\d*|~\d*/g)) {
    if (oid === null) return null;
    if (type !== undefined) oid = peeled(database, oid, type);
    else {
      const count = suffix.length > 1 ? Number(suffix.slice(1)) : 1;
      const steps = suffix.startsWith('~') ? Array.from({ length: count }, () => 1) : [count];
      for (const step of steps) oid = oid === null ? null : parentOf(database, oid, step);
    }
  }
  return oid;
}

function named({ database, refs, head }: Source, name: string): string | null {
  if (/^[0-9a-f]{40}$/.test(name)) return database.get(name) ? name : null;
  if (name === 'HEAD') return refs.get(head) ?? null;
  for (const prefix of ['', 'refs/', 'refs/tags/', 'refs/heads/']) {
    const oid = refs.get(`${prefix}${name}`);
    if (oid !== undefined) return oid;
  }
  return null;
}

function parentOf(database: ObjectDatabase, oid: string, place: number): string | null {
  const commit = peeled(database, oid, 'commit');
  if (commit === null || place === 0) return commit;
  return database.commit(commit).parents[place - 1] ?? null;
}

function peeled(database: ObjectDatabase, oid: string, type: string): string | null {
  const object = database.get(oid);
  if (object?.type === type) return oid;
  return type === 'tree' && object?.type === 'commit' ? database.commit(oid).treeOid : null;
}
