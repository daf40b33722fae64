import type { CommitRange } from '../git-store.ts';
import type { ObjectDatabase } from './object-database.ts';

/** A commit and all that it stands on. */
export function ancestors(database: ObjectDatabase, oid: string): Set<string> {
  const found = new Set<string>();
  const waiting = [oid];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...database.commit(next).parents);
  }
  return found;
}

/** The best commit that both have: none of the others that they share stands on it. */
export function mergeBase(database: ObjectDatabase, one: string, other: string): string | null {
  const others = ancestors(database, other);
  const common = [...ancestors(database, one)].filter(oid => others.has(oid));
  const surpassed = new Set(
    common.flatMap(oid => database.commit(oid).parents.flatMap(parent => [...ancestors(database, parent)])),
  );
  const best = common.filter(oid => !surpassed.has(oid));
  return best.sort((a, b) => timeOf(database, b) - timeOf(database, a))[0] ?? null;
}

/** As `git rev-list --date-order`: newest first, and none before those that are made on it. */
export function commitsIn(database: ObjectDatabase, { to, from, path, max }: CommitRange): string[] {
  const known = from == null ? new Set<string>() : ancestors(database, from);
  const parentsOf = path == null ? (oid: string) => database.commit(oid).parents : followed(database, path);
  const listed: string[] = [];
  const wanted = new Set<string>();
  const waiting = [to];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (known.has(next) || wanted.has(next)) continue;
    wanted.add(next);
    waiting.push(...parentsOf(next));
  }
  const children = new Map<string, number>();
  for (const oid of wanted)
    for (const parent of parentsOf(oid)) children.set(parent, (children.get(parent) ?? 0) + 1);
  const ready = wanted.has(to) ? [to] : [];
  while (ready.length > 0) {
    const newest = Math.max(...ready.map(oid => timeOf(database, oid)));
    const [next = ''] = ready.splice(
      ready.findIndex(oid => timeOf(database, oid) === newest),
      1,
    );
    listed.push(next);
    for (const parent of parentsOf(next)) {
      const left = (children.get(parent) ?? 0) - 1;
      children.set(parent, left);
      if (left === 0 && wanted.has(parent)) ready.push(parent);
    }
  }
  const shown = path == null ? listed : listed.filter(oid => isChange(database, oid, path));
  return shown.slice(0, max);
}

/** Git's simplification of history: where a parent has the path as it is, only that parent is followed. */
function followed(database: ObjectDatabase, path: string): (oid: string) => string[] {
  return oid => {
    const { parents } = database.commit(oid);
    const same = parents.find(parent => entryAt(database, parent, path) === entryAt(database, oid, path));
    return same === undefined ? parents : [same];
  };
}

function isChange(database: ObjectDatabase, oid: string, path: string): boolean {
  const { parents } = database.commit(oid);
  const own = entryAt(database, oid, path);
  if (parents.length === 0) return own !== null;
  return parents.every(parent => entryAt(database, parent, path) !== own);
}

/** The id of what lies at a path, file or folder; null where nothing does. */
function entryAt(database: ObjectDatabase, commit: string, path: string): string | null {
  let oid = database.commit(commit).treeOid;
  for (const name of path.split('/')) {
    if (database.get(oid)?.type !== 'tree') return null;
    const entry = database.entries(oid).find(one => one.name === name);
    if (!entry) return null;
    oid = entry.oid;
  }
  return oid;
}

function timeOf(database: ObjectDatabase, oid: string): number {
  return Date.parse(database.commit(oid).committer.at);
}
