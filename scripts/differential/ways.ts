import { openFastMarkdown } from '../../src/examiner/fast-markdown.ts';
import { type Examiner, openExaminer } from '../../src/examiner/open-examiner.ts';
import { type Examination, examine, type Folder } from '../../src/inspection/examine.ts';
import type { ListedFile, Tree } from '../../src/inspection/tree.ts';
import { sha256 } from '../../src/pattern/digests.ts';
import type { BodyParser } from '../../src/pattern/micromark.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { isReadable } from '../../src/pattern/source-file.ts';
import { memoryCache } from '../../src/planning/examination-cache.ts';
import { examineFiles, isLasting } from '../../src/planning/examine-files.ts';
import type { Sample } from './folders.ts';

/** A way to come by the examinations of folders, in their order. */
export type Way = { name: string; examine(samples: readonly Sample[]): Promise<Examination[]> };

/** With micromark in this process: what every other way has to agree with. */
export const reference: Way = {
  name: 'micromark in this process',
  examine: async samples => samples.map(({ folder, policy }) => examine(folder, policy)),
};

/** All other ways that the App and the command line take. */
export async function openWays(): Promise<{ ways: Way[]; close(): void }> {
  const [wasi, native] = await Promise.all([openFastMarkdown(['wasi']), openFastMarkdown(['native'])]);
  const [one, two] = [openExaminer(), openExaminer({ processes: 2 })];
  return {
    ways: [
      ...[wasi, native].flatMap(({ backend, parseBody }) =>
        backend === 'reference' ? [] : fastWay(`satteri’s ${backend} build in this process`, parseBody),
      ),
      inProcesses('one process', one),
      inProcesses('two processes', two),
      ...throughCache(wasi.parseBody),
    ],
    close() {
      one.close();
      two.close();
    },
  };
}

/** With another parser in this process. */
export function fastWay(name: string, parse: BodyParser): Way {
  return {
    name,
    examine: async samples =>
      samples.map(({ folder, policy }) => examine(folder, policy, file => parseFile(file, parse))),
  };
}

function inProcesses(name: string, examiner: Examiner): Way {
  return {
    name,
    async examine(samples) {
      const examinations = new Map<Folder, Examination>();
      for (const [, own] of Map.groupBy(
        samples,
        ({ policy }) => `${policy.domain} ${idOf(policy.taxonomy)}`,
      )) {
        const [first] = own;
        if (!first) continue;
        const folders = own.map(({ folder }) => folder);
        for (const [index, examination] of (await examiner.examine(folders, first.policy)).entries())
          examinations.set(folders[index] as Folder, examination);
      }
      return samples.flatMap(({ folder }) => examinations.get(folder) ?? []);
    },
  };
}

const ids = new Map<object | null, number>();

function idOf(taxonomy: object | null): number {
  const id = ids.get(taxonomy) ?? ids.size;
  ids.set(taxonomy, id);
  return id;
}

/** First through an empty cache, and then from it alone. */
function throughCache(parse: BodyParser): Way[] {
  const cache = memoryCache();
  const here = fastWay('', parse);
  const examineHere: Examiner['examine'] = (folders, policy) =>
    here.examine(folders.map(folder => ({ name: folder.path, folder, policy })));
  const through = (examiner: Pick<Examiner, 'examine'>): Way['examine'] => {
    const examining = { examiner: examiner as Examiner, cache };
    return async samples => {
      const found: Examination[] = [];
      for (const { folder, policy } of samples) {
        const { tree, listed } = treeOf(folder);
        found.push(...(await examineFiles(examining, tree, listed, policy)).examinations);
      }
      return found;
    };
  };
  return [
    {
      name: 'an empty cache',
      examine: through({ examine: examineHere }),
    },
    {
      name: 'a full cache',
      examine: through({
        examine: async (folders, policy) => {
          const examined = await examineHere(folders, policy);
          const forgotten = examined.find(isLasting);
          if (forgotten) throw new Error(`the cache does not know ${forgotten.path}`);
          return examined;
        },
      }),
    },
  ];
}

/** A folder as a tree of its own. */
function treeOf({ files }: Folder): { tree: Tree; listed: ListedFile[] } {
  const listed = files.map(file =>
    isReadable(file)
      ? { path: file.path, id: sha256(file.text) }
      : { path: file.path, id: null, unreadable: file.unreadable },
  );
  const byPath = new Map(files.map(file => [file.path, file]));
  const tree: Tree = {
    list: async () => listed,
    read: async paths => new Map([...byPath].filter(([path]) => paths.includes(path))),
    exist: async paths => new Map(paths.map(path => [path, byPath.has(path)])),
  };
  return { tree, listed };
}
