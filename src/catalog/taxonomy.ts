import taxonomySchema from '../../schemas/taxonomy.schema.json' with { type: 'json' };
import { type Range, startOfFile } from '../pattern/position.ts';
import { remembered } from '../pattern/remembered.ts';
import { schemaCheck } from '../pattern/schema.ts';
import { code } from '../pattern/wording.ts';
import { placeIn, type YamlData } from '../pattern/yaml.ts';
import { wordingOfYaml } from '../pattern/yaml-wording.ts';
import { categoryOfArea, partsOf } from './fingerprint.ts';
import { nameKey } from './library.ts';
import type { Taxonomy } from './taxonomy.generated.ts';
import { fits } from './taxonomy-validator.generated.ts';

export type { Taxonomy };

/** A taxonomy that can be used, or what is wrong with it, each problem at its place. */
export type TaxonomyReading = { taxonomy: Taxonomy | null; problems: { message: string; range: Range }[] };

const problemsOf = schemaCheck(taxonomySchema, fits, 'The taxonomy');

/** Reads `patterns/<domain>/taxonomy.yaml`; besides the schema, nothing may be claimed twice and every area must exist. */
export function readTaxonomy(yaml: YamlData, domain: string): TaxonomyReading {
  const at = (pointer: string, part: 'key' | 'value' = 'value'): Range => {
    const range = placeIn(yaml, pointer, part) ?? startOfFile;
    // What is missing from the whole, or wrong with it, is shown at its beginning.
    return pointer === '' ? { start: range.start, end: range.start } : range;
  };
  const problems = yaml.problems.map(problem => ({ message: wordingOfYaml(problem), range: problem.range }));
  for (const { pointer, part, message } of problemsOf(yaml.value))
    problems.push({ message, range: at(pointer, part) });
  if (problems.length > 0) return { taxonomy: null, problems };
  const taxonomy = yaml.value as Taxonomy;
  for (const { pointer, message } of contradictions(taxonomy, domain))
    problems.push({ message, range: at(pointer) });
  return { taxonomy: problems.length > 0 ? null : taxonomy, problems };
}

/** The topics that the library plans: all but those whose fingerprint has been retired. */
export function plannedTopics({ topics, retired }: Taxonomy): Taxonomy['topics'] {
  const gone = new Set(retired);
  return topics.filter(topic => !gone.has(topic.fingerprint));
}

/** Those of them that are planned for a pattern of this name. */
export function plannedFor(taxonomy: Taxonomy, name: string): readonly Taxonomy['topics'][number][] {
  return plannedByName(taxonomy).get(nameKey(name)) ?? [];
}

const plannedByName = remembered((taxonomy: Taxonomy) =>
  Map.groupBy(plannedTopics(taxonomy), ({ title }) => nameKey(title)),
);

type Contradiction = { pointer: string; message: string };

function* contradictions(taxonomy: Taxonomy, domain: string): Iterable<Contradiction> {
  if (taxonomy.domain !== domain)
    yield {
      pointer: '/domain',
      message: `\`domain\` is ${code(taxonomy.domain)}, but the file lies in ${code(`patterns/${domain}`)}.`,
    };
  const claimed = new Map<string, string>();
  const claim = function* (what: string, pointer: string): Iterable<Contradiction> {
    if (claimed.has(what)) yield { pointer, message: `The ${what} is there twice. Keep one.` };
    claimed.set(what, pointer);
  };
  for (const [index, category] of taxonomy.categories.entries()) {
    yield* claim(`category ${code(category.id)}`, `/categories/${index}/id`);
    if (!category.id.startsWith(`${domain}/`))
      yield {
        pointer: `/categories/${index}/id`,
        message: `The category ${code(category.id)} must begin with ${code(`${domain}/`)}.`,
      };
    for (const [number, area] of category.areas.entries())
      yield* claim(`area ${code(area)}`, `/categories/${index}/areas/${number}`);
  }
  for (const [index, framework] of taxonomy.frameworks.entries())
    yield* claim(`framework ${code(framework.id)}`, `/frameworks/${index}/id`);
  for (const [index, phase] of taxonomy.phases.entries())
    yield* claim(`phase ${code(String(phase.id))}`, `/phases/${index}/id`);
  const phases = new Set(taxonomy.phases.map(phase => phase.id));
  for (const [index, topic] of taxonomy.topics.entries()) {
    yield* claim(`fingerprint ${code(topic.fingerprint)}`, `/topics/${index}/fingerprint`);
    if (!phases.has(topic.phase))
      yield { pointer: `/topics/${index}/phase`, message: `There is no phase ${code(String(topic.phase))}.` };
    yield* known(taxonomy, topic.fingerprint, `/topics/${index}/fingerprint`);
  }
  for (const [index, fingerprint] of taxonomy.retired.entries())
    yield* claim(`retired fingerprint ${code(fingerprint)}`, `/retired/${index}`);
}

function* known(taxonomy: Taxonomy, fingerprint: string, pointer: string): Iterable<Contradiction> {
  const parts = partsOf(fingerprint);
  if (parts?.prefix !== taxonomy.prefix || categoryOfArea(taxonomy, parts.area) === null)
    yield {
      pointer,
      message: `${code(fingerprint)} needs the prefix ${code(taxonomy.prefix)} and an area code of a category.`,
    };
}

/** Where a taxonomy cannot be used: nothing is known of the domain but its name. */
export function emptyTaxonomy(domain: string): Taxonomy {
  return {
    domain,
    title: domain,
    prefix: '',
    categories: [],
    frameworks: [],
    phases: [],
    topics: [],
    retired: [],
  };
}
