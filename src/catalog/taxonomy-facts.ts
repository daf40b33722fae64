import { type Range, startOfFile } from '../pattern/position.ts';
import { placeIn, type YamlData } from '../pattern/yaml.ts';
import { readTaxonomy, type TaxonomyReading } from './taxonomy.ts';

/** A taxonomy file as the library needs it: what it says, or what is wrong with it, and where what is retired stands. */
export type TaxonomyFacts = TaxonomyReading & {
  /** What stands under `retired`, also where the rest cannot be used. */
  retired: string[];
  ranges: { retired: Range; items: Range[] };
};

export function taxonomyFactsOf(yaml: YamlData, domain: string): TaxonomyFacts {
  const reading = readTaxonomy(yaml, domain);
  const { value } = yaml;
  const under = typeof value === 'object' && value !== null && 'retired' in value ? value.retired : [];
  const retired = Array.isArray(under)
    ? under.filter((item): item is string => typeof item === 'string')
    : [];
  const at = (pointer: string): Range => placeIn(yaml, pointer, 'value') ?? startOfFile;
  return {
    ...reading,
    retired,
    ranges: { retired: at('/retired'), items: retired.map((_, index) => at(`/retired/${index}`)) },
  };
}
