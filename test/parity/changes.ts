import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accepted, acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { put, readme, taxonomyPath } from '../cli/temporary-library.ts';

const folder = dirname(acceptedPath);
const batching = 'patterns/ml/optimization/dynamic-batching';
const gateway = 'patterns/ml/serving/gateway';
const shardPath = 'patterns/ml/optimization/index.json';
const emptyShard = 'patterns/ml/monitoring/index.json';
const handbookPath = 'patterns/ml/README.md';
const row = '| Documentation | Complete | `required-sections` · a maintainer |';
const handbook = `# Handbook\n\n## Quality Metrics\n\n| Metric | Requirement | Evidence |\n|---|---|---|\n${row}\n`;

const inDomain = (domain: string, category = `${domain}/optimization`): Record<string, string> => ({
  [`patterns/${domain}/taxonomy.yaml`]: exampleTaxonomy
    .replaceAll('ml/', `${domain}/`)
    .replace('domain: ml', `domain: ${domain}`),
  [`patterns/${domain}/optimization/one/README.md`]: readme('ML-OPT-001', 'One', category),
});

/** The default branch. */
export const base: Record<string, string> = {
  'README.md': '# Library\n',
  [taxonomyPath]: exampleTaxonomy,
  [handbookPath]: handbook,
  ...inDomain('web'),
  ...accepted().files,
  [`${batching}/README.md`]: `${readme('ML-OPT-007', 'Dynamic Batching')}\n## Known uses and related\n\n- requires [ML-OPT-008 Prediction Caching](../prediction-caching/README.md): why.\n`,
  [`${gateway}/README.md`]: `${readme('ML-SERV-001', 'Gateway', 'ml/serving')}\nSee [batching](../../optimization/dynamic-batching/).\n`,
  [`${gateway}/notes.txt`]: 'x\n',
};

/** Changes a working tree. */
export type Change = (root: string) => void | Promise<void>;

const write =
  (files: Record<string, string | Uint8Array>): Change =>
  root =>
    put(root, files);
export const remove =
  (...paths: string[]): Change =>
  root => {
    for (const path of paths) rmSync(join(root, path), { recursive: true });
  };
const move =
  (from: string, to: string): Change =>
  root => {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    renameSync(join(root, from), join(root, to));
  };
export const link =
  (path: string, target: string): Change =>
  root => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(target, join(root, path));
  };
export const all =
  (...changes: Change[]): Change =>
  root => {
    for (const change of changes) void change(root);
  };
const at = (slug: string, category = 'optimization'): string => `patterns/ml/${category}/${slug}/README.md`;
const edit = (path: string, from: string, to: string): Change => {
  const text = base[path] ?? '';
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  return write({ [path]: text.replace(from, to) });
};
const linking = (...urls: string[]): string =>
  `${readme('ML-OPT-020', 'Links')}\n${urls.map(url => `- [x](${url})\n`).join('')}`;

/** What changes, by name, and which rules must find something: a comparison of nothing with nothing proves nothing. */
export const changes: [name: string, change: Change, rules: string[]][] = [
  ['a new draft', write({ [at('new')]: readme('ML-OPT-020', 'New') }), ['accepted-keys']],
  [
    'a new draft with many faults',
    write({
      [at('new')]: readme('ML-OPT-008', 'Gateway', 'ml/optimisation', 'frameworks: [torch]\nsumary: x\n'),
    }),
    ['category', 'fingerprint-unique', 'frameworks', 'known-keys', 'name-unique'],
  ],
  [
    'several that share a name and a fingerprint, in whatever order they are read',
    write({
      [at('zeta')]: readme('ML-OPT-007', 'gateway'),
      [at('alpha')]: readme('ML-OPT-007', 'GATEWAY'),
      [at('middle', 'serving')]: readme('ML-OPT-007', 'Gate-way'),
    }),
    ['fingerprint-unique', 'name-unique'],
  ],
  [
    'links to all kinds of places',
    write({
      [at('links')]: linking(
        '../dynamic-batching/',
        '../prediction-caching/benchmark.py',
        '../prediction-caching/nothing.py',
        '../../serving/gateway/notes.txt',
        '../../../../README.md',
        '../../../../LICENSE',
        '../../../../../out',
        '../../INDEX.md',
        '/patterns/ml/taxonomy.yaml',
        '/patterns/ml',
        '/',
        '../empty/README.md',
        '#nowhere',
        '%00',
      ),
    }),
    ['links'],
  ],
  [
    'an accepted pattern without two of its sections',
    write({ [acceptedPath]: acceptedReadme({ 'Trade-offs': null, Architecture: null }) }),
    ['required-sections', 'evidence-current'],
  ],
  ['a benchmark', edit(`${folder}/benchmark.py`, '\n', '\n# changed\n'), ['results-current']],
  ['results', edit(`${folder}/results.json`, '"', ' "'), ['chart-current']],
  ['a chart that is gone', remove(`${folder}/chart.svg`), ['benchmark', 'links']],
  [
    'waivers',
    write({
      [acceptedPath]: acceptedReadme({ Architecture: 'One box.', Migration: 'None.' }).replace(
        'status: accepted',
        'status: accepted\nwaivers: [{ rule: architecture, reason: It is one box. }]',
      ),
    }),
    ['architecture', 'evidence-current', 'migration'],
  ],
  ['a removed pattern', remove(folder), ['removed-retired', 'still-needed']],
  ['a removed category', remove('patterns/ml/serving'), ['removed-retired']],
  [
    'a removed pattern that is retired',
    all(remove(gateway), edit(taxonomyPath, '[ML-OPT-099]', '[ML-OPT-099, ML-SERV-001]')),
    [],
  ],
  ['a moved pattern', move(batching, 'patterns/ml/optimization/batching'), ['still-needed']],
  ['a pattern moved to another category', move(folder, 'patterns/ml/serving/caching'), ['folder']],
  ['a pattern with another fingerprint', edit(acceptedPath, 'ML-OPT-008', 'ML-OPT-021'), ['still-needed']],
  [
    'two patterns that change places',
    all(move(folder, 'x'), move(batching, folder), move('x', batching)),
    ['related'],
  ],
  [
    'an index',
    write({ 'patterns/ml/INDEX.md': '# Mine\n', 'patterns/ml/index.json': '{}\n' }),
    ['generated-index'],
  ],
  ['a shard of the index', write({ [shardPath]: '{}\n' }), ['generated-index']],
  ['a shard of a category without patterns', write({ [emptyShard]: '{}\n' }), ['generated-index']],
  ['a shard that is removed', remove(shardPath), ['generated-index']],
  [
    'a shard that is replaced by a link',
    all(remove(shardPath), link(shardPath, '../index.json')),
    ['generated-index'],
  ],
  [
    'a pattern where a shard may lie',
    write({ [`${emptyShard}/README.md`]: readme('ML-MON-002', 'New', 'ml/monitoring') }),
    ['location'],
  ],
  [
    'reproductions',
    write({ 'patterns/ml/reproductions.json': '{"version":1,"records":[]}\n' }),
    ['generated-index'],
  ],
  ['the module', write({ 'patterns/ml/measure/timing.py': 'x = 1\n' }), []],
  [
    'a taxonomy',
    all(
      edit(taxonomyPath, 'id: ml/serving', 'id: ml/served'),
      write({ [at('new', 'served')]: readme('ML-SERV-003', 'New', 'ml/served') }),
    ),
    ['taxonomy', 'category'],
  ],
  ['a broken taxonomy', write({ [taxonomyPath]: 'domain: [ml\n' }), ['taxonomy']],
  [
    'no taxonomy',
    all(remove(taxonomyPath), write({ [at('new')]: readme('ML-OPT-020', 'New') })),
    ['taxonomy'],
  ],
  ['a handbook', edit(handbookPath, 'required-sections', 'required-section'), ['quality-table']],
  ['no handbook', remove(handbookPath), ['quality-table']],
  [
    'broken YAML and broken front matter',
    write({
      [acceptedPath]: '---\nname: "a\nb: [\n---\n\n# x\n',
      [at('no')]: '# No front matter\n',
      [at('open')]: '---\nname: x\n',
    }),
    ['yaml', 'front-matter'],
  ],
  [
    'files that lie where nothing is read',
    write({
      'patterns/stray.md': '# Stray\n',
      'patterns/ml/stray.md': '# Stray\n',
      'patterns/ml/readme.md': '# Stray\n',
      'patterns/ml/optimization/stray.md': '# Stray\n',
      'patterns/ml/optimization/.gitkeep': '',
      'patterns/ml/measure/notes.txt': 'x\n',
      'patterns/ml/optimization/lower/readme.md': '# Lower\n',
      'patterns/ml/optimization/Upper/README.md': readme('ML-OPT-030', 'Upper'),
      'patterns/ml/optimization/none/notes.txt': 'x\n',
      'patterns/ml/optimization/deep/deeper/README.md': '# Deep\n',
    }),
    ['location'],
  ],
  ['a README that is gone while its folder stays', remove(`${gateway}/README.md`), ['location']],
  ['a README that is gone while its benchmark stays', remove(acceptedPath), ['location']],
  [
    'files that cannot be read',
    write({
      [at('binary')]: new Uint8Array([0x2d, 0, 1, 2]),
      [at('latin')]: new Uint8Array([0x2d, 0xe9, 0x0a]),
      [at('replacement')]: 'a \uFFFD b\n',
      [at('large')]: `${readme('ML-OPT-031', 'Large')}${'word '.repeat(40_000)}`,
      [at('larger')]: 'x'.repeat(600_000),
      [at('umlauts')]: `${readme('ML-OPT-032', 'Umlauts')}${'äöü '.repeat(30_000)}`,
      [at('nested')]: `${readme('ML-OPT-033', 'Nested')}${'> '.repeat(60)}deep\n`,
      [`${folder}/results.json`]: '{',
      [`${folder}/chart.svg`]: new Uint8Array([0, 1, 2]),
    }),
    ['readable', 'results'],
  ],
  ['a link in the place of a domain', link('patterns/other', 'ml'), ['readable']],
  [
    'links instead of files, and a folder instead of a README',
    all(
      link(at('linked'), '../dynamic-batching/README.md'),
      write({ [`${at('folder')}/x.txt`]: 'x\n' }),
      remove(`${folder}/benchmark.py`),
      link(`${folder}/benchmark.py`, '/etc/passwd'),
    ),
    ['readable'],
  ],
  [
    'other line ends, a byte order mark and a mode',
    all(
      write({
        [at('crlf')]: readme('ML-OPT-034', 'CRLF', 'ml/optimisation').replaceAll('\n', '\r\n'),
        [at('mark')]: `\uFEFF${readme('ML-OPT-035', 'Mark', 'ml/optimisation')}`,
      }),
      root => chmodSync(join(root, acceptedPath), 0o755),
    ),
    ['category'],
  ],
  [
    'two domains, of which one is new',
    write({ ...inDomain('vision', 'vision/optimisation'), [at('new')]: readme('ML-OPT-020', 'Gateway') }),
    ['category', 'name-unique'],
  ],
  [
    'folders that are called like patterns but for upper and lower case',
    write({
      'Patterns/ml/optimization/new/README.md': readme('ML-OPT-020', 'New'),
      'Patterns/ml/stray.md': '# Stray\n',
      'PATTERNS/notes.txt': 'x\n',
    }),
    ['location'],
  ],
  [
    'a twin of a domain',
    write({ 'patterns/ML/optimization/new/README.md': readme('ML-OPT-020', 'New') }),
    ['location'],
  ],
  [
    'a twin of a domain with a taxonomy of its own',
    write({ ...inDomain('ML'), 'patterns/Web/notes.txt': 'x\n' }),
    ['location'],
  ],
  ['a twin of a domain in the place of it', move('patterns/ml', 'patterns/ML'), ['location', 'taxonomy']],
  [
    'two new domains that are called alike',
    write({ ...inDomain('Vision', 'Vision/optimization'), ...inDomain('vision', 'vision/optimisation') }),
    ['location', 'category'],
  ],
  [
    'a pattern in a folder that is no domain',
    write({
      'patterns/other/optimization/new/README.md': readme('ML-OPT-020', 'New'),
      'patterns/other/optimization/new/notes.txt': 'x\n',
      'patterns/notes/optimization/new/notes.txt': 'x\n',
      'patterns/loose/notes.txt': 'x\n',
    }),
    ['location'],
  ],
  ['a removed domain', remove('patterns/web'), ['taxonomy', 'removed-retired']],
  ['nothing that is looked after', write({ LICENSE: 'MIT\n' }), []],
];
