import type { ListedFile, Tree } from '../inspection/tree.ts';
import type { SourceFile } from '../pattern/source-file.ts';
import { allowance } from './allowance.ts';
import type { GitHub } from './client.ts';
import { type CutBlob, readCutBlob } from './cut-blob.ts';
import { existing } from './existing.ts';
import type { Place } from './place-at-commit.ts';
import { type ContentsAt, readContents } from './read-contents.ts';
import { readPolicyFiles } from './read-policy-files.ts';

/** Links beyond these are not followed: a hundred cost a request. */
const maxLookedUp = 300;

/**
 * Commits of a repository on GitHub as trees. What is asked of any of them in the same moment is one request, and what has been
 * read once is not read again. Of files that are asked for by their paths, at most so many bytes of each commit are read.
 */
export function commitTrees(github: GitHub, repositoryId: string, maxBytes?: number): (oid: string) => Tree {
  const allowed = allowance(maxBytes);
  const contents = together<Asked, ContentsAt>(asked =>
    readContents(
      github,
      repositoryId,
      asked.flatMap(({ places }) => places),
      asked.flatMap(({ folders }) => folders),
      allowed,
    ),
  );
  const existence = together<Place[], ReadonlyMap<string, boolean>>(asked =>
    existing(github, repositoryId, asked.flat()),
  );
  return oid => commitTree({ github, repositoryId, oid, contents, existence });
}

type Asked = { places: Place[]; folders: Place[] };

type Source = {
  github: GitHub;
  repositoryId: string;
  oid: string;
  contents(asked: Asked): Promise<ContentsAt>;
  existence(places: Place[]): Promise<ReadonlyMap<string, boolean>>;
};

function commitTree({ github, repositoryId, oid, contents, existence }: Source): Tree {
  /** What has been read; null: it is not there. */
  const files = new Map<string, Promise<SourceFile | null>>();
  const folders = new Map<string, Promise<ListedFile[]>>();
  /** Long files, which are read when they are asked for. */
  const cut = new Map<string, CutBlob>();
  const at = (path: string): Place => ({ oid, path });

  const listLibrary = async (): Promise<ListedFile[]> => {
    const domains = await readPolicyFiles(github, repositoryId, oid);
    for (const file of domains.flatMap(domain => domain.cut)) cut.set(file.path, file);
    for (const file of domains.flatMap(domain => domain.files))
      if (!cut.has(file.path)) files.set(file.path, Promise.resolve(file));
    return domains.flatMap(({ tree }) => tree.map(({ path, oid: id }) => ({ path, id })));
  };

  return {
    async list(asked) {
      const unknown = asked.filter(folder => !folders.has(folder));
      if (unknown.includes('patterns')) folders.set('patterns', listLibrary());
      const rest = unknown.filter(folder => folder !== 'patterns');
      if (rest.length > 0) {
        const read = contents({ places: [], folders: rest.map(at) });
        for (const folder of rest)
          folders.set(
            folder,
            read.then(found =>
              (found.folders.get(`${oid}:${folder}`) ?? []).map(entry => ({
                path: `${folder}/${entry.name}`,
                id: entry.oid,
              })),
            ),
          );
      }
      return (await Promise.all(asked.map(folder => folders.get(folder) ?? []))).flat();
    },
    async read(paths) {
      for (const path of paths) {
        const blob = cut.get(path);
        if (blob && !files.has(path)) files.set(path, readCutBlob(github, blob));
      }
      const unknown = paths.filter(path => !files.has(path));
      if (unknown.length > 0) {
        const read = contents({ places: unknown.map(at), folders: [] }).then(
          found => new Map(found.files.filter(file => file.oid === oid).map(file => [file.path, file.file])),
        );
        for (const path of unknown)
          files.set(
            path,
            read.then(found => found.get(path) ?? null),
          );
      }
      const found = await Promise.all(paths.map(async path => [path, await files.get(path)] as const));
      return new Map(found.flatMap(([path, file]) => (file ? [[path, file]] : [])));
    },
    async exist(paths) {
      const places = paths.slice(0, maxLookedUp).map(at);
      if (places.length === 0) return new Map();
      const found = await existence(places);
      return new Map(
        places.flatMap(({ path }) => {
          const isThere = found.get(`${oid}:${path}`);
          return isThere === undefined ? [] : [[path, isThere]];
        }),
      );
    },
  };
}

/** What is asked while nothing has been sent yet is sent together; everybody gets the whole answer. */
function together<Question, Answer>(
  send: (questions: Question[]) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  let waiting: { questions: Question[]; answer: Promise<Answer> } | null = null;
  return question => {
    if (waiting) {
      waiting.questions.push(question);
      return waiting.answer;
    }
    const questions = [question];
    const answer = new Promise<void>(resolve => setImmediate(resolve)).then(() => {
      waiting = null;
      return send(questions);
    });
    waiting = { questions, answer };
    return answer;
  };
}
