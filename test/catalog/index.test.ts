import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import indexSchema from '../../schemas/index.schema.json' with { type: 'json' };
import shardSchema from '../../schemas/index-shard.schema.json' with { type: 'json' };
import type { Entry, Unlisted } from '../../src/catalog/entry.ts';
import { coverageOf, indexPathOf, indexTexts } from '../../src/catalog/index-file.ts';
import { indexFiles, indexPage } from '../../src/catalog/index-page.ts';
import { emptyLibrary, type Library } from '../../src/catalog/library.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { entry, unlisted } from './entry.ts';
import { itemsIn } from './index-reading.ts';
import { taxonomyFrom } from './taxonomy-from.ts';

const taxonomy = taxonomyFrom(exampleTaxonomy);
const fits = new Ajv2020().compile(indexSchema);
const fitsShard = new Ajv2020().compile(shardSchema);

const text = fc.string({ unit: 'binary', maxLength: 30 });
const folder = fc.oneof(
  fc.constantFrom('a', 'b', '__proto__', 'constructor', 'x y', '..', '#', '%', '(', '你好', '<b>', '|'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
);
const category = fc.oneof(
  fc.constantFrom('ml/optimization', 'ml/serving', 'ml/unknown', 'ml/__proto__'),
  folder.map(name => `ml/${name.replaceAll('/', '-')}`),
);
const fingerprint = fc
  .tuple(fc.constantFrom('OPT', 'MON', 'SERV'), fc.integer({ min: 0, max: 999 }))
  .map(([area, number]) => `ML-${area}-${String(number).padStart(3, '0')}`);
const words = fc.array(text, { maxLength: 3 });
const anyEntry: fc.Arbitrary<Entry> = fc.record(
  {
    fingerprint,
    name: text,
    category,
    slug: folder,
    status: fc.constantFrom('draft', 'accepted', 'deprecated', 'superseded'),
    superseded_by: fingerprint,
    summary: fc.option(text),
    symptom: fc.option(text),
    frameworks: words,
    aliases: words,
    keywords: words,
    waivers: fc.array(fc.record({ rule: text, reason: text }), { maxLength: 2 }),
    relations: fc.array(
      fc.record({ kind: fc.oneof(fc.constant('alternative-to'), text), fingerprint, note: text }),
      { maxLength: 2 },
    ),
    links: fc.array(folder, { minLength: 1, maxLength: 3 }),
    lacks: words,
    evidence: fc.record({
      level: fc.constantFrom('described', 'benchmarked'),
      headline: fc.option(text),
      tested: words,
      files: fc.constantFrom({}, { 'benchmark.py': '1'.repeat(40), 'results.json': '2'.repeat(40) }),
    }),
    blob: fc.constantFrom('0'.repeat(40), 'f'.repeat(64)),
  },
  {
    requiredKeys: [
      'fingerprint',
      'name',
      'category',
      'slug',
      'status',
      'summary',
      'symptom',
      'frameworks',
      'aliases',
      'keywords',
      'waivers',
      'relations',
      'lacks',
      'evidence',
      'blob',
    ],
  },
);
const anyUnlisted: fc.Arbitrary<Unlisted> = fc.record({
  category,
  slug: folder,
  blob: fc.constantFrom(null, '0'.repeat(40)),
  reason: text,
});
const anyLibrary: fc.Arbitrary<Library> = fc.record({
  entries: fc.uniqueArray(anyEntry, { maxLength: 8, selector: item => `${item.category}/${item.slug}` }),
  unlisted: fc.uniqueArray(anyUnlisted, { maxLength: 4, selector: item => `${item.category}/${item.slug}` }),
  reproductions: fc.constant([]),
  module: fc.constant(null),
});
const shuffled = <Item>(items: readonly Item[], seed: number): Item[] =>
  items
    .map((item, index) => ({ item, key: Math.sin(seed + index * 12.9898) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

describe('any library', () => {
  test('is written as index.json and its shards, fits the schemas and is read back as it was', () => {
    fc.assert(
      fc.property(anyLibrary, library => {
        const written = indexTexts(library, taxonomy);
        for (const [path, text] of Object.entries(written))
          expect((path === indexPathOf('ml') ? fits : fitsShard)(JSON.parse(text))).toBe(true);
        const back = itemsIn(written);
        expect(new Set(back.entries.map(item => JSON.stringify(item)))).toEqual(
          new Set(library.entries.map(item => JSON.stringify(item))),
        );
        expect(back.unlisted).toHaveLength(library.unlisted.length);
        expect(indexTexts({ ...emptyLibrary, ...back }, taxonomy)).toEqual(written);
      }),
    );
  });

  test('gives the same bytes in whatever order it comes', () => {
    fc.assert(
      fc.property(anyLibrary, fc.integer(), (library, seed) => {
        const other = {
          ...library,
          entries: shuffled(library.entries, seed),
          unlisted: shuffled(library.unlisted, seed),
        };
        expect(indexFiles(other, taxonomy)).toEqual(indexFiles(library, taxonomy));
      }),
    );
  });

  test('gives bytes that UTF-8 keeps: else every look at them would find a change', () => {
    fc.assert(
      fc.property(anyLibrary, library => {
        for (const file of Object.values(indexFiles(library, taxonomy)))
          expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(file))).toBe(
            file,
          );
      }),
    );
  });

  test('gives a page of the same shape, whatever its patterns are called', () => {
    fc.assert(
      fc.property(anyLibrary, library => {
        const root: Root = unified().use(remarkParse).use(remarkGfm).parse(indexPage(library, taxonomy));
        const known = library.entries.filter(item =>
          taxonomy.categories.some(({ id }) => id === item.category),
        );
        const tables = root.children.filter(node => node.type === 'table');
        const rows = tables.flatMap(table => table.children.slice(1));
        const rowsOf = (cells: number): number => rows.filter(row => row.children.length === cells).length;
        const symptoms = library.entries.filter(
          ({ symptom, status }) => symptom !== null && (status === 'accepted' || status === 'draft'),
        ).length;
        const wanted = library.entries.some(({ status, lacks }) => status === 'draft' && lacks.length > 0);
        expect(rowsOf(6)).toBe(library.entries.length);
        expect(rowsOf(4)).toBe(taxonomy.topics.length);
        expect(rowsOf(3)).toBe(symptoms + taxonomy.frameworks.length);
        const choices = rowsOf(2);
        expect(rows).toHaveLength(rowsOf(6) + rowsOf(4) + rowsOf(3) + choices);
        expect(root.children.filter(node => node.type === 'html')).toHaveLength(1);
        const parts = [
          symptoms > 0,
          choices > 0,
          wanted,
          known.length < library.entries.length,
          library.unlisted.length > 0,
        ];
        expect(root.children.filter(node => node.type === 'heading')).toHaveLength(
          3 + taxonomy.categories.length + parts.filter(Boolean).length + taxonomy.phases.length,
        );
        visit(root, 'link', link => {
          expect(link.url).not.toMatch(/^[a-z]+:|^\/\//i);
        });
      }),
    );
  });
});

test('the page of a small library, word for word', () => {
  const library = {
    ...emptyLibrary,
    entries: [
      entry({
        status: 'accepted',
        summary: 'Serve <b>repeated</b> | requests.',
        frameworks: ['jax', 'pytorch'],
      }),
      entry({
        fingerprint: 'ML-SERV-007',
        name: 'Ask @team, see #12',
        category: 'ml/serving',
        slug: 'a b(c)',
      }),
      entry({ fingerprint: 'ML-OPT-001', name: 'Stray', category: 'ml/optimisation', slug: 'stray' }),
    ],
    unlisted: [unlisted()],
  };
  expect(indexPage(library, taxonomy)).toMatchInlineSnapshot(`
    "<!-- Generated by Pattern Librarian when a pull request is merged. Do not edit: change the patterns instead. -->

    # Machine Learning patterns

    3 patterns in 4 categories. 1 of 3 planned topics written, and 2 patterns beyond the plan.

    ## Optimization

    Patterns that make models smaller or faster.

    | Fingerprint | Pattern | Status | Summary | Frameworks | Evidence |
    | - | - | - | - | - | - |
    | \`ML-OPT-008\` | [Prediction Caching](optimization/prediction-caching/) | accepted | Serve \\<b>repeated\\</b> \\| requests. | jax, pytorch | described |

    ## Serving

    Patterns for answering requests with models.

    | Fingerprint | Pattern | Status | Summary | Frameworks | Evidence |
    | - | - | - | - | - | - |
    | \`ML-SERV-007\` | [Ask \`@team,\` see \`#12\`](serving/a%20b\\(c\\)/) | draft | | | described |

    ## Monitoring

    Patterns for watching models at work.

    No pattern yet.

    ## Privacy

    Patterns for learning from data about people without exposing them.

    No pattern yet.

    ## In no known category

    | Fingerprint | Pattern | Status | Summary | Frameworks | Evidence |
    | - | - | - | - | - | - |
    | \`ML-OPT-001\` | [Stray](optimisation/stray/) | draft | | | described |

    ## Could not be listed

    - [ml/serving/broken](serving/broken/): It has no README.md.

    ## Coverage of the planned topics

    ### Phase 1: Core ML Patterns (0 of 1)

    | Fingerprint | Topic | Category | State |
    | - | - | - | - |
    | \`ML-MON-001\` | Production Model Monitor | Monitoring | wanted |

    ### Phase 2: Advanced Patterns (1 of 2)

    | Fingerprint | Topic | Category | State |
    | - | - | - | - |
    | \`ML-OPT-007\` | Dynamic Batching | Optimization | wanted |
    | \`ML-OPT-008\` | [Prediction Caching](optimization/prediction-caching/) | Optimization | accepted |

    ### By framework

    | Framework | Patterns written for it | Measured with it |
    | - | - | - |
    | PyTorch | 1 | 0 |
    | Scikit-learn | 0 | 0 |
    | Framework-agnostic | 0 | 0 |
    "
  `);
});

test('a retired topic is neither wanted nor counted', () => {
  const retired = taxonomyFrom(exampleTaxonomy.replace('retired: [', 'retired: [ML-OPT-007, '));
  const library = { ...emptyLibrary, entries: [entry()] };
  expect(coverageOf(library, taxonomy)).toEqual({ planned: 3, written: 1, unplanned: 0 });
  expect(coverageOf(library, retired)).toEqual({ planned: 2, written: 1, unplanned: 0 });
  expect(indexPage(library, taxonomy)).toContain('ML-OPT-007');
  expect(indexPage(library, retired)).not.toContain('ML-OPT-007');
  expect(indexPage(library, retired)).toContain('(1 of 1)');
});

test('a change of one pattern is a line of its shard, and the other shards stay as they are', () => {
  const named = (name: string): Library => ({
    ...emptyLibrary,
    entries: [
      entry({ name }),
      entry({ fingerprint: 'ML-OPT-009', slug: 'beside', name: 'Beside' }),
      entry({ fingerprint: 'ML-SERV-001', category: 'ml/serving', slug: 'gateway', name: 'Gateway' }),
    ],
  });
  const [before, after] = [indexFiles(named('Before'), taxonomy), indexFiles(named('After'), taxonomy)];
  const changed = Object.keys(after).filter(path => after[path] !== before[path]);
  const shard = indexPathOf('ml/optimization');
  expect(changed).toEqual(['patterns/ml/INDEX.md', indexPathOf('ml'), shard]);
  const lines = before[shard]?.split('\n') ?? [];
  expect(after[shard]?.split('\n').filter(line => !lines.includes(line))).toEqual([
    `${JSON.stringify(named('After').entries[0])},`,
  ]);
  expect(after[shard]).toMatch(
    /^\{"version":5,"facts":\d+,"patterns":\[\n\{.+\},\n\{.+\}\n\],"unlisted":\[\]\}\n$/,
  );
});
